import Domain
import HTML
import MemoryDomain
import MemoryFormats

/// The addresses of spaces and entries.
extension Link {
    static func space(_ id: Int64, query: [(String, String)] = []) -> Link { .to("memory", id, query: query) }

    /// A space itself, and not what is in it.
    static func settings(of id: Int64) -> Link { .to("memory", "spaces", id) }

    static func entry(_ key: String, of space: Int64) -> Link { .to("memory", space, key) }

    static func entry(_ entry: MemoryEntry) -> Link { .entry(entry.key, of: entry.spaceId) }

    /// The turns of a conversation, in their order.
    static func conversation(_ conversation: Conversation, of space: Int64) -> Link {
        .space(space, query: [("prefix", conversation.prefix), ("order", "key")])
    }

    static let tail = Link("/memory/tail")

    static func expiring(_ query: [(String, String)] = []) -> Link { .to("memory", "expiring", query: query) }

    static func search(_ question: TypedQuestion, after: String? = nil) -> Link {
        .to("memory", "search", query: pairs(question) + (after.map { [("after", $0)] } ?? []))
    }

    static func context(_ question: TypedQuestion) -> Link {
        .to("memory", "context", query: pairs(question.without(.order)))
    }

    /// The context of an agent that reads there.
    static func context(in space: Int64, _ more: [(String, String)] = []) -> Link {
        .to("memory", "context", query: [("space", String(space))] + more)
    }

    /// The context of one of the reader's agents.
    static func context(ofAgent id: Int64) -> Link { .to("memory", "context", query: [("agent", String(id))]) }

    private static func pairs(_ question: TypedQuestion) -> [(String, String)] {
        (question.text.isEmpty ? [] : [(TypedQuestion.parameter, question.text)])
            + question.filters.map { ($0.filter.rawValue, $0.value) }
    }

    /// A target of a link; nil for an address that must not stand in a page.
    init?(to target: LinkTarget) {
        switch target {
        case .entry(let space, let key): self = .entry(key, of: space)
        case .task(let id): self = .to("tasks", id)
        case .address(let text): self.init(untrusted: text)
        }
    }
}
