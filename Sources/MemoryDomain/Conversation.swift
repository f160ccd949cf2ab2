import Domain

/// A conversation: turns of one space under keys that begin with its name and end with their number, `chat:000012`, so
/// that they lie in the order in which they were said.
package struct Conversation: Sendable, Equatable {
    package let name: String

    /// Digits of a turn's number.
    private static let digits = 6
    /// Turns that it has at most.
    package static let limit = 999_999
    /// - Units: characters of its name.
    package static let nameLimit = EntryRules.keyLimit - digits - 1

    /// - Errors: `.invalid` on `conversation`: as a key, and short enough to have a number behind it.
    package init(_ text: String) throws(Failure) {
        name = try EntryRules.key(text, field: "conversation")
        guard name.count <= Self.nameLimit else { throw Failure(.tooLong(Self.nameLimit), field: "conversation") }
    }

    /// The one that a key is of; nil for a key that has no `:` with something before it.
    package init?(ofTurn key: String) {
        guard let end = key.lastIndex(of: ":"), end > key.startIndex else { return nil }
        name = String(key[..<end])
    }

    /// The beginning of all keys of its turns.
    package var prefix: String { name + ":" }

    package func key(_ number: Int) -> String {
        let text = String(number)
        return prefix + String(repeating: "0", count: max(0, Self.digits - text.count)) + text
    }

    /// The number of a turn that the house has numbered; nil for any other key.
    package func number(of key: String) -> Int? {
        guard key.hasPrefix(prefix) else { return nil }
        let digits = key.dropFirst(prefix.count)
        guard digits.utf8.count == Self.digits, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(digits)
    }
}

/// The key under which an entry is to be written.
package enum EntryKey: Sendable, Equatable, ExpressibleByStringLiteral {
    case named(String)
    /// One of the house's making.
    case free
    /// The next turn of a conversation.
    case turn(of: Conversation)

    package init(stringLiteral value: String) { self = .named(value) }
}

/// The turns around one of a conversation, in the order of their keys.
package struct EntryNeighbours: Sendable, Equatable {
    package var before: [MemoryEntry] = []
    package var after: [MemoryEntry] = []

    /// Turns on each side.
    package static let range = 0...50

    package init() {}
}
