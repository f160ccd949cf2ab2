/// Cuts a page into tags and text.
struct MarkupReader {
    enum Token {
        case doctype
        case text(String)
        case start(String, [(String, String)], isClosed: Bool)
        case end(String)
        case fault(String)
    }

    private var rest: Substring

    init(_ page: String) {
        rest = page[...]
    }

    mutating func next() -> Token? {
        guard let first = rest.first else { return nil }
        guard first == "<" else { return .text(String(take { $0 != "<" })) }
        rest.removeFirst()
        let tag = take { $0 != ">" }
        guard rest.popFirst() != nil else { return .fault("<\(tag.prefix(20)) never ends") }
        if tag.lowercased() == "!doctype html" { return .doctype }
        if tag.hasPrefix("/") { return .end(String(tag.dropFirst())) }
        return Self.start(tag)
    }

    private mutating func take(_ condition: (Character) -> Bool) -> Substring {
        let taken = rest.prefix(while: condition)
        rest.removeFirst(taken.count)
        return taken
    }

    /// Reads `name a="b" c`; an unquoted value is a fault.
    private static func start(_ tag: Substring) -> Token {
        let isClosed = tag.hasSuffix("/")
        var rest = isClosed ? tag.dropLast() : tag
        let name = rest.prefix { !$0.isWhitespace }
        rest.removeFirst(name.count)
        guard name.wholeMatch(of: /[a-z][a-z0-9]*/) != nil else { return .fault("<\(tag.prefix(20))> is no tag") }
        var pairs: [(String, String)] = []
        while let match = rest.prefixMatch(of: /\s+([a-zA-Z_][-a-zA-Z0-9_:]*)(?:="([^"<]*)")?/) {
            pairs.append((String(match.1), String(match.2 ?? "")))
            rest = rest[match.range.upperBound...]
        }
        guard rest.allSatisfy(\.isWhitespace) else { return .fault("<\(name)>: \(rest.prefix(30))") }
        return .start(String(name), pairs, isClosed: isClosed)
    }
}
