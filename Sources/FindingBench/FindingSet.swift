import Domain
import JSON
import MemoryDomain

/// Conversations, with questions about them and the places that answer these.
///
/// - Source: docs/memory-bench.md says what a file of them looks like.
package struct FindingSet {
    package struct MarkedTurn {
        /// By which evidence names it.
        package let id: String
        package let fields: EntryFields
    }

    package struct MarkedConversation {
        package let id: String
        package let turns: [MarkedTurn]
    }

    package struct MarkedQuestion {
        package let text: String
        package let conversation: String
        /// The kind of question, by whatever name.
        package let kind: String
        /// The moment at which it is asked; nil for the end of the conversation.
        package let at: Instant?
        /// The turns that answer it together; none where nothing does.
        package let evidence: Set<String>
        package let isParaphrase: Bool
    }

    package private(set) var conversations: [MarkedConversation] = []
    package private(set) var questions: [MarkedQuestion] = []

    package init() {}

    /// Takes what one file says, or one line of it.
    ///
    /// - Errors: `FindingSetError` with the place that is wrong.
    package mutating func add(_ json: JSON) throws(FindingSetError) {
        guard let object = json.object else { throw FindingSetError("is no object", at: "the file") }
        for (place, item) in (object["conversations"]?.items ?? []).enumerated() {
            conversations.append(try MarkedConversation(item, "conversations[\(place)]"))
        }
        for (place, item) in (object["questions"]?.items ?? []).enumerated() {
            questions.append(try MarkedQuestion(item, "questions[\(place)]"))
        }
    }

    /// - Errors: `FindingSetError` for a question about a conversation or a turn that is not there.
    package func check() throws(FindingSetError) {
        let turns = Dictionary(
            conversations.map { ($0.id, Set($0.turns.map(\.id))) }, uniquingKeysWith: { $0.union($1) })
        for (place, question) in questions.enumerated() {
            guard let known = turns[question.conversation] else {
                throw FindingSetError("names a conversation that is not there", at: "questions[\(place)].conversation")
            }
            guard question.evidence.isSubset(of: known) else {
                throw FindingSetError("names a turn that is not there", at: "questions[\(place)].evidence")
            }
        }
    }
}

/// A fault of a file, with its place.
package struct FindingSetError: Error, CustomStringConvertible {
    package let description: String

    init(_ fault: String, at place: String) { description = "\(place) \(fault)." }
}

extension FindingSet.MarkedConversation {
    fileprivate init(_ json: JSON, _ place: String) throws(FindingSetError) {
        id = try json.text("id", place)
        guard case .array(let items) = json.object?["turns"] else {
            throw FindingSetError("is no list", at: place + ".turns")
        }
        var turns: [FindingSet.MarkedTurn] = []
        for (number, item) in items.enumerated() {
            turns.append(try FindingSet.MarkedTurn(item, "\(place).turns[\(number)]"))
        }
        self.turns = turns
    }
}

extension FindingSet.MarkedTurn {
    fileprivate init(_ json: JSON, _ place: String) throws(FindingSetError) {
        id = try json.text("id", place)
        var fields = EntryFields(content: .text(try json.text("content", place)))
        fields.kind = .turn
        if let kind = json.object?["kind"]?.string {
            guard let known = EntryKind(rawValue: kind) else {
                throw FindingSetError("is no kind", at: place + ".kind")
            }
            fields.kind = known
        }
        fields.speaker = json.object?["speaker"]?.string
        fields.at = try json.instant("at", place)
        self.fields = fields
    }
}

extension FindingSet.MarkedQuestion {
    fileprivate init(_ json: JSON, _ place: String) throws(FindingSetError) {
        text = try json.text("question", place)
        conversation = try json.text("conversation", place)
        kind = json.object?["class"]?.string ?? "all"
        at = try json.instant("at", place)
        evidence = Set((json.object?["evidence"]?.items ?? []).compactMap(\.string))
        isParaphrase = json.object?["paraphrase"]?.bool ?? false
    }
}

extension JSON {
    fileprivate func text(_ name: String, _ place: String) throws(FindingSetError) -> String {
        guard let text = object?[name]?.string, !text.isEmpty else {
            throw FindingSetError("is no text", at: "\(place).\(name)")
        }
        return text
    }

    fileprivate func instant(_ name: String, _ place: String) throws(FindingSetError) -> Instant? {
        guard let text = object?[name]?.string else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw FindingSetError("is no time such as 2026-03-02T18:05:00Z", at: "\(place).\(name)")
        }
        return instant
    }
}
