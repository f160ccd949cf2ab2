/// The systems whose memory can be taken, as addresses and the command line call them.
package enum ForeignMemoryFormat: String, CaseIterable, Sendable {
    /// The file of the MCP reference server for memory.
    case mcp
    case mem0
    case chatgpt
    case claude

    /// As people know it, the same in every language.
    package var title: String {
        switch self {
        case .mcp: "MCP memory.json"
        case .mem0: "mem0"
        case .chatgpt: "ChatGPT"
        case .claude: "Claude"
        }
    }

    /// - Units: bytes that are looked at.
    private static let head = 65_536

    /// The format that a file most likely has; nil for none.
    static func resembling(_ bytes: [UInt8]) -> ForeignMemoryFormat? {
        let head = String(decoding: bytes.prefix(head), as: UTF8.self)
        let has = { (name: String) in head.contains("\"\(name)\"") }
        switch head.first(where: { !$0.isWhitespace }) {
        case "{" where has("entity") && has("entityType") || has("relation") && has("relationType"): return .mcp
        case "[" where has("mapping"): return .chatgpt
        case "[" where has("chat_messages"): return .claude
        case "[" where has("memory"), "{" where has("memory"): return .mem0
        default: return nil
        }
    }
}
