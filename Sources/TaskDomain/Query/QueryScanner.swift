import Domain

/// The signs of a query, byte by byte. Every border it finds is one of Unicode scalars too.
struct QueryScanner {
    let text: String
    private let bytes: [UInt8]
    var position = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    func next(is sign: Unicode.Scalar) -> Bool { position < bytes.count && bytes[position] == UInt8(ascii: sign) }

    mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard next(is: sign) else { return false }
        position += 1
        return true
    }

    mutating func skipSpace() {
        while case let length = spaceLength(at: position), length > 0 { position += length }
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func error(_ rule: QueryRule, at range: Range<Int>, suggestions: [String] = []) -> QueryError {
        QueryError(rule, in: text, at: range, suggestions: suggestions)
    }
}

/// Runs of bytes, each up to what ends it.
extension QueryScanner {
    /// Space, parenthesis or quotation mark: what ends every word that is not in quotes.
    var isAtSeparator: Bool {
        isAtEnd || spaceLength(at: position) > 0 || next(is: "(") || next(is: ")") || quoteLength(at: position) > 0
    }

    mutating func word() -> Range<Int> { run { _ in true } }

    /// One value of a list.
    mutating func value() -> Range<Int> { run { $0 != UInt8(ascii: ",") } }

    /// The name of a field, when a sign follows that makes it one; an address such as `https://` is none.
    mutating func field() -> Range<Int>? {
        let start = position
        let name = run(while: Self.isLetter)
        let isField = !name.isEmpty && "=<>:".unicodeScalars.contains(where: next)
        guard isField, !bytes[position...].starts(with: "://".utf8), !isSignAlone else {
            position = start
            return nil
        }
        return name
    }

    /// The sign behind a name ends the word, and more follows: `Project: Garden`.
    private var isSignAlone: Bool {
        let rest = bytes[(position + 1)...]
        return spaceLength(at: position + 1) > 0 && rest.contains { $0 > 0x20 }
    }

    /// A minus before this leaves it out: anything but another sign, `->`.
    var isAtNegated: Bool {
        guard !isAtEnd else { return false }
        if isAtQuote || next(is: "(") { return true }
        let byte = bytes[position]
        return !isAtSeparator && (byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20))
    }

    /// The text is a task's number, `#7`, and nothing else.
    var isNumber: Bool { position == 0 && next(is: "#") && bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) } }

    var isNegation: Bool {
        guard next(is: "-") else { return false }
        var behind = self
        behind.position += 1
        return behind.isAtNegated
    }

    /// Tells whether a field is named anywhere, or nearly so.
    static func namesField(_ text: String) -> Bool {
        var scanner = QueryScanner(text)
        while !scanner.isAtEnd {
            while scanner.skip("-") {}
            guard !scanner.isAtEnd else { break }
            if let name = scanner.field().map(scanner.string),
                QueryField(name: name) != nil || !QueryField.near(name, .english).isEmpty
            {
                return true
            }
            if scanner.word().isEmpty { scanner.position += 1 }
        }
        return false
    }

    /// `or` or `oder`, alone between separators.
    mutating func skipOr() -> Bool {
        guard next(is: "o") || next(is: "O") else { return false }
        let start = position
        let word = string(word()).lowercased()
        if QueryLanguage.allCases.contains(where: { $0.or == word }) { return true }
        position = start
        return false
    }

    private mutating func run(while belongs: (UInt8) -> Bool) -> Range<Int> {
        let start = position
        while !isAtSeparator, belongs(bytes[position]) { position += 1 }
        return start..<position
    }
}

extension QueryScanner {
    var isAtQuote: Bool { quoteLength(at: position) > 0 }

    /// Reads a text in quotation marks, in which `\` goes before `"` and itself.
    mutating func quoted() throws(QueryError) -> String {
        let start = position
        let length = quoteLength(at: position)
        var content: [UInt8] = []
        position += length
        while !isAtEnd {
            // What was opened in the plain way is closed so, what was opened in a printer's way like that.
            if quoteLength(at: position) == length {
                position += length
                return String(decoding: content, as: UTF8.self)
            }
            if next(is: "\\"), position + 1 < bytes.count, isEscapable(bytes[position + 1]) { position += 1 }
            content.append(bytes[position])
            position += 1
        }
        throw error(.unclosedQuote, at: start..<bytes.count)
    }

    private func isEscapable(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") }

    /// 1 for `"`, 3 for `“`, `”` and `„`, which telephones type; 0 for anything else.
    private func quoteLength(at place: Int) -> Int {
        guard place < bytes.count else { return 0 }
        if bytes[place] == UInt8(ascii: "\"") { return 1 }
        guard bytes[place] == 0xe2, place + 2 < bytes.count, bytes[place + 1] == 0x80 else { return 0 }
        return (0x9c...0x9e).contains(bytes[place + 2]) ? 3 : 0
    }

    /// 1 for ASCII white space, 2 for the space that does not break; 0 for anything else.
    private func spaceLength(at place: Int) -> Int {
        guard place < bytes.count else { return 0 }
        if bytes[place] == 0x20 || (0x09...0x0d).contains(bytes[place]) { return 1 }
        return bytes[place] == 0xc2 && place + 1 < bytes.count && bytes[place + 1] == 0xa0 ? 2 : 0
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (0x61...0x7a).contains(byte | 0x20) }
}
