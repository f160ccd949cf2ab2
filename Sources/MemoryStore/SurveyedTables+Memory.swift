import Domain
import Store

extension SurveyedTables {
    package static let ofMemory = SurveyedTables(
        compared: [
            "memorySpace", "memoryMember", "memoryEntry", "memoryText", "memoryVersion", "memoryStretch", "memoryTag",
            "memoryLink",
        ],
        leftOut: ["memorySize": "counted from the entries", "memoryErasing": "what is still to be erased"],
        references: ["memoryText": ["entryId": "memoryEntry"], "memoryVersion": ["entryId": "memoryEntry"]],
        subjects: [.space: "memorySpace", .entry: "memoryEntry"])
}
