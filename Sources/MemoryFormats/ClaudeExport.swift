import Domain
import JSON
import MemoryDomain

/// Conversations of Claude: `conversations.json` of an account's export.
///
/// - Source: the file as Anthropic's "Export data" writes it: `uuid`, `name`, `chat_messages` with `sender`, `text`,
///   `content`, `attachments`, `files` and `created_at`.
enum ClaudeExport {
    /// - Errors: `.malformed` on `file` for what is no list; a conversation that cannot be read is left out.
    static func read(_ bytes: [UInt8], _ memory: inout ForeignMemory) throws(Failure) {
        try memory.read(each: bytes, add)
    }

    private static func add(_ object: JSONObject, _ place: String, _ memory: inout ForeignMemory) {
        guard case .array(let messages) = object["chat_messages"] else {
            return memory.leaveOut(.unreadable, "\(place).chat_messages is missing.")
        }
        var conversation = ForeignConversation(
            title: object.said("name"), id: object.said("uuid"), place: place, of: "Claude", &memory)
        for (number, item) in messages.enumerated() {
            guard let message = item.object else {
                memory.leaveOut(.unreadable, "\(place).chat_messages[\(number)] is no object.")
                continue
            }
            tellParts(of: message, conversation.place, &memory)
            conversation.add(
                text(of: message), by: message.said("sender"), at: message.moment("created_at"), &memory)
        }
    }

    /// The blocks of text; where there are none, what older exports have.
    private static func text(of message: JSONObject) -> String {
        let blocks = message.objects("content").filter { $0["type"]?.string == "text" }.compactMap { $0.said("text") }
        return blocks.isEmpty ? message["text"]?.string ?? "" : blocks.joined(separator: "\n\n")
    }

    private static func tellParts(of message: JSONObject, _ place: String, _ memory: inout ForeignMemory) {
        for block in message.objects("content") {
            if let type = block.said("type"), type != "text" { memory.leaveOut(.part, "\(place): \(type)") }
        }
        for file in message.objects("attachments") + message.objects("files") {
            memory.leaveOut(.part, "\(place): \(file.said("file_name") ?? "a file")")
        }
    }
}
