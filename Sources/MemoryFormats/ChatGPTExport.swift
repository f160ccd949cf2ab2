import Domain
import JSON
import MemoryDomain

/// Conversations of ChatGPT: `conversations.json` of an account's export. Messages are a tree, of which the branch that
/// leads to `current_node` is taken.
///
/// - Source: the file as OpenAI's "Export data" writes it: `mapping`, `current_node`, `message.author.role`,
///   `message.content.parts`, `message.create_time`.
enum ChatGPTExport {
    /// - Errors: `.malformed` on `file` for what is no list; a conversation that cannot be read is left out.
    static func read(_ bytes: [UInt8], _ memory: inout ForeignMemory) throws(Failure) {
        try memory.read(each: bytes, add)
    }

    private static func add(_ object: JSONObject, _ place: String, _ memory: inout ForeignMemory) {
        guard let mapping = object["mapping"]?.object else {
            return memory.leaveOut(.unreadable, "\(place).mapping is missing.")
        }
        // By a table: a conversation may have many thousand messages.
        let nodes = Dictionary(
            mapping.members.compactMap { name, value in value.object.map { (name, $0) } },
            uniquingKeysWith: { first, _ in first })
        var conversation = ForeignConversation(
            title: object.said("title"), id: object.said("conversation_id") ?? object.said("id"), place: place,
            of: "ChatGPT", &memory)
        let branch = branch(to: object["current_node"]?.string ?? mapping.names.last, in: nodes)
        for name in branch { add(nodes[name]?["message"]?.object, to: &conversation, &memory) }
        let taken = Set(branch)
        for name in mapping.names where !taken.contains(name) {
            guard let message = nodes[name]?["message"]?.object, !text(of: message).text.isEmpty else { continue }
            memory.leaveOut(.otherBranch, conversation.place)
        }
    }

    /// The names of the messages from the first to one of them.
    private static func branch(to last: String?, in nodes: [String: JSONObject]) -> [String] {
        var (branch, known, next) = ([String](), Set<String>(), last)
        // A tree that goes round in a circle has no first message.
        while let name = next, let node = nodes[name], known.insert(name).inserted {
            branch.append(name)
            next = node["parent"]?.string
        }
        return branch.reversed()
    }

    private static func add(
        _ message: JSONObject?, to conversation: inout ForeignConversation, _ memory: inout ForeignMemory
    ) {
        guard let message else { return }
        let (text, others) = text(of: message)
        for _ in 0..<others { memory.leaveOut(.part, conversation.place) }
        guard !text.isEmpty else { return }
        guard message["metadata"]?.object?["is_visually_hidden_from_conversation"]?.bool != true else {
            return memory.leaveOut(.hidden, conversation.place)
        }
        let author = message["author"]?.object
        conversation.add(
            text, by: author?.said("name") ?? author?.said("role"), at: message.moment("create_time"), &memory)
    }

    /// The text of a message, and the number of its parts that are none.
    private static func text(of message: JSONObject) -> (text: String, others: Int) {
        guard let content = message["content"]?.object else { return ("", 0) }
        let parts = content["parts"]?.items ?? []
        let texts = parts.compactMap(\.string)
        let text = (texts + [content["text"]?.string].compactMap { $0 }).filter { !$0.trimmed.isEmpty }
        let isOther = text.isEmpty && parts.isEmpty && content["thoughts"] != nil
        return (text.joined(separator: "\n\n"), parts.count - texts.count + (isOther ? 1 : 0))
    }
}
