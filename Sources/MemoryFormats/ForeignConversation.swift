import Domain
import JSON
import MemoryDomain

extension ForeignMemory {
    /// Reads the conversations of a list, one by one.
    ///
    /// - Shape: `add` is told the place of each in the file.
    /// - Errors: `.malformed` on `file` for what is no list; an element that cannot be read is left out.
    mutating func read(
        each bytes: [UInt8], _ add: (JSONObject, _ place: String, inout ForeignMemory) -> Void
    ) throws(Failure) {
        var elements = try JSONElements(bytes)
        while let element = try elements.next() {
            switch element {
            case .success(let object): add(object, "[\(elements.count - 1)]", &self)
            case .failure(let failure): leaveOut(.unreadable, failure.message)
            }
        }
    }
}

/// A conversation of another system: its turns are numbered under a name of its title and the beginning of its number
/// there, so that two of one title are two.
struct ForeignConversation {
    /// nil for none: a name of that length has room for numbers.
    private let conversation: Conversation?
    private let source: String
    /// As the file calls it.
    let place: String
    private var count = 0

    /// - Units: characters of a title.
    private static let titleLimit = 120

    init(title: String?, id: String?, place: String, of system: String, _ memory: inout ForeignMemory) {
        let id = id ?? place
        let name = "\(ForeignText.line(title ?? system, Self.titleLimit)) \(ForeignText.line(id, 40).prefix(8))"
        conversation = try? Conversation(memory.key(for: name))
        source = ForeignText.line("\(system) \(id)", EntryRules.sourceLimit)
        self.place = "\(place) \(title ?? "")".trimmed
    }

    /// Adds what somebody said, as the next turn; nothing where nothing was.
    mutating func add(_ text: String, by speaker: String?, at instant: Instant?, _ memory: inout ForeignMemory) {
        guard let conversation, !text.trimmed.isEmpty, count < Conversation.limit else { return }
        count += 1
        let (source, speaker) = (source, ForeignText.line(speaker ?? "", EntryRules.speakerLimit))
        memory.add(conversation.key(count), text, at: "\(place), message \(count)") { fields in
            (fields.kind, fields.source, fields.at) = (.turn, source, instant)
            fields.speaker = speaker.isEmpty ? nil : speaker
            fields.validFrom = instant
        }
    }
}
