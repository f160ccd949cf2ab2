import Search

/// Who says a turn.
package enum Speaker {
    /// The words of a name.
    package static func words(_ name: String) -> Set<String> { Set(SearchText.words(of: name).map(\.text)) }

    /// It is a program that says much about everything, and not one of the people whose memory it is.
    ///
    /// - Shape: by the names that programs give themselves, and those of the roles in the formats of chats.
    package static func isMachine(_ name: String?) -> Bool {
        guard let name, let first = SearchText.words(of: name).first?.text else { return false }
        return machines.contains(first)
    }

    private static let machines = Set(
        [
            "assistant", "assistent", "assistentin", "ai", "ki", "bot", "chatbot", "chatgpt", "gpt", "claude", "gemini",
            "copilot",
            "llama", "mistral", "model", "modell", "system", "tool",
        ].map(SearchText.fold))
}
