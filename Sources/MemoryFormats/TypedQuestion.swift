import Input

/// A question as people type it, with filters as words in it: `boat kind:fact speaker:"Ada Lovelace" from:2026-05-01`.
///
/// - Shape: a word before a colon that names no filter is a word of the question, and so is what has nothing behind the
///   colon.
package struct TypedQuestion: Sendable {
    package typealias Word = (filter: QuestionFilter, value: String)

    /// The question without them.
    package let text: String
    /// In their order; of those that stand once, the last that was typed.
    package private(set) var filters: [Word]
    /// The other parameters.
    private let rest: [(name: String, value: String)]

    /// - Shape: of the parameters of an address; what is typed comes before a parameter of the same name.
    package init(_ pairs: [(name: String, value: String)]) {
        var (text, sent, rest): (String, [Word], [(name: String, value: String)]) = ("", [], [])
        for (name, value) in pairs {
            if name == Self.parameter {
                text += (text.isEmpty ? "" : " ") + value
            } else if let filter = QuestionFilter(rawValue: name) {
                if value.contains(where: { !$0.isWhitespace }) { sent.append((filter, value)) }
            } else {
                rest.append((name, value))
            }
        }
        var scanner = QuestionScanner(text)
        scanner.scan()
        (self.text, self.rest, filters) = (scanner.text, rest, [])
        for word in sent + scanner.filters { add(word) }
    }

    package static let parameter = "question"

    private mutating func add(_ word: Word) {
        if !word.filter.isList {
            filters.removeAll { $0.filter == word.filter }
        } else if filters.contains(where: { $0 == word }) {
            return
        }
        filters.append(word)
    }

    /// Nothing is asked for.
    package var isEmpty: Bool { text.isEmpty && filters.isEmpty }

    /// Everything in one line, as it could have been typed in that language.
    package func line(inGerman isGerman: Bool = false, without others: Set<QuestionFilter> = []) -> String {
        let words = filters.filter { !others.contains($0.filter) }.map { Self.word($0, inGerman: isGerman) }
        return ((text.isEmpty ? [] : [text]) + words).joined(separator: " ")
    }

    package static func word(_ word: Word, inGerman isGerman: Bool = false) -> String {
        let name = isGerman ? word.filter.german : word.filter.rawValue
        let value = isGerman ? word.filter.german(word.value) : word.value
        let needsQuotes = value.contains { $0.isWhitespace || $0 == "\"" }
        return "\(name):" + (needsQuotes ? "\"\(value.filter { $0 != "\"" })\"" : value)
    }

    package func without(_ place: Int) -> TypedQuestion {
        var other = self
        other.filters.remove(at: place)
        return other
    }

    package func without(_ filter: QuestionFilter) -> TypedQuestion {
        var other = self
        other.filters.removeAll { $0.filter == filter }
        return other
    }

    package func with(_ word: Word) -> TypedQuestion {
        var other = self
        other.add(word)
        return other
    }

    /// The same with other values for a filter.
    package func replacing<Problem: Error>(
        _ filter: QuestionFilter, _ value: (String) throws(Problem) -> String
    ) throws(Problem) -> TypedQuestion {
        var other = self
        for place in filters.indices where filters[place].filter == filter {
            other.filters[place].value = try value(filters[place].value)
        }
        return other
    }

    /// The parameters that say the same, each filter as one of its own.
    package var fields: Fields {
        let filters = filters.map { (name: $0.filter.rawValue, value: $0.value) }
        let asked = text.isEmpty ? [] : [(name: Self.parameter, value: text)]
        return Fields(Form(pairs: asked + filters + rest))
    }
}

/// Takes the filters out of a line.
private struct QuestionScanner {
    private var left: Substring
    private var words: [Substring] = []
    private(set) var filters: [TypedQuestion.Word] = []

    init(_ line: String) {
        left = line[...]
    }

    var text: String { words.joined(separator: " ") }

    mutating func scan() {
        while let start = left.firstIndex(where: { !$0.isWhitespace }) {
            left = left[start...]
            if !takeFilter() { words.append(takeWord()) }
        }
    }

    private mutating func takeFilter() -> Bool {
        guard let colon = left.prefix(20).firstIndex(of: ":"),
            let filter = QuestionFilter(typed: String(left[..<colon]))
        else { return false }
        let value = left[left.index(after: colon)...]
        guard let first = value.first, !first.isWhitespace else { return false }
        guard first == "\"", let end = value.dropFirst().firstIndex(of: "\"") else {
            let word = value.prefix { !$0.isWhitespace }
            filters.append((filter, filter.value(typed: String(word))))
            left = left[word.endIndex...]
            return true
        }
        let quoted = value[value.index(after: value.startIndex)..<end]
        guard !quoted.allSatisfy(\.isWhitespace) else { return false }
        filters.append((filter, filter.value(typed: String(quoted))))
        left = left[left.index(after: end)...]
        return true
    }

    /// A word, or a text in quotation marks, in which nothing is a filter.
    private mutating func takeWord() -> Substring {
        var end = left.firstIndex(where: \.isWhitespace) ?? left.endIndex
        if left.first == "\"", let close = left.dropFirst().firstIndex(of: "\"") {
            end = max(end, left.index(after: close))
        }
        defer { left = left[end...] }
        return left[..<end]
    }
}
