import Domain
import Store

extension SurveyedTables {
    package static let ofMemory = SurveyedTables(
        compared: [
            "memorySpace", "memoryMember", "memoryEntry", "memoryText", "memoryVersion", "memoryStretch", "memoryTag",
            "memoryLink", "memoryName",
        ],
        leftOut: [
            "memorySize": "counted from the entries", "memoryErasing": "what is still to be erased",
            "memoryReading": "who read is no change", "memoryPassage": "made of the entries",
            "memoryWords": "made of the entries", "memoryPastWords": "made of the entries",
            "memoryLongWord": "made of the entries",
        ],
        references: ["memoryText": ["entryId": "memoryEntry"], "memoryVersion": ["entryId": "memoryEntry"]],
        subjects: [.space: "memorySpace", .entry: "memoryEntry"])
}
