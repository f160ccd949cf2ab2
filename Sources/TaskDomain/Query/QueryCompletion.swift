import Domain

/// The last word of a query that somebody is typing, and how it may go on.
package struct QueryCompletion: Sendable, Equatable {
    /// The query as far as it is finished: another last word goes behind it.
    package let before: String
    package let wanted: Ending

    package enum Ending: Sendable, Equatable {
        /// A word; empty behind a space.
        case word(String)
        case value(QueryField, String)
        /// Within a text in quotes, or in a query that is too long to be read.
        case nothing
    }

    package init(of text: String) {
        (before, wanted) = Self.read(text) ?? (text, .nothing)
    }

    private static func read(_ text: String) -> (String, Ending)? {
        guard text.utf8.count <= TaskFilter.byteLimit else { return nil }
        var scanner = QueryScanner(text)
        while true {
            scanner.skipSpace()
            while scanner.isNegation || scanner.next(is: "(") || scanner.next(is: ")") { scanner.position += 1 }
            let start = scanner.position
            if let name = scanner.field() {
                guard let value = scanner.lastValue() else { continue }
                guard let field = QueryField(name: scanner.string(name)) else { return nil }
                return (scanner.string(0..<value.lowerBound), .value(field, scanner.string(value).unquoted))
            }
            if scanner.isAtQuote {
                guard (try? scanner.quoted()) != nil, !scanner.isAtEnd else { return nil }
                continue
            }
            let word = scanner.string(scanner.word())
            if scanner.isAtEnd { return (scanner.string(0..<start), .word(word)) }
        }
    }
}

extension QueryScanner {
    /// Reads the values behind a field up to a space.
    ///
    /// - Shape: the last of them where the text ends with it, its quote with it; nil where the text goes on.
    fileprivate mutating func lastValue() -> Range<Int>? {
        while ":=<>".unicodeScalars.contains(where: next) { position += 1 }
        while true {
            let start = position
            if isAtQuote {
                guard (try? quoted()) != nil else {
                    position = text.utf8.count
                    return start..<position
                }
            } else {
                _ = value()
            }
            guard !isAtEnd else { return start..<position }
            guard skip(",") else { return nil }
        }
    }
}

extension String {
    /// Without the quotation mark that it begins with, and the one at its end.
    fileprivate var unquoted: String {
        let marks: Set<Character> = ["\"", "“", "”", "„"]
        guard let first, marks.contains(first) else { return self }
        let rest = dropFirst()
        return String(rest.last.map(marks.contains) == true ? rest.dropLast() : rest)
    }
}

/// Names that a query can go on with.
extension QueryCompletion {
    package enum NameKind: CaseIterable, Sendable {
        case label, project, person
    }

    /// The kinds of things that the last word may name; each of them for a word that is no value.
    ///
    /// - Shape: empty behind a field that compares with something else.
    package var kinds: [NameKind] {
        switch wanted {
        case .nothing: []
        case .word: NameKind.allCases
        case .value(let field, _): NameKind.allCases.filter { $0.fields.contains(field) }
        }
    }

    /// The part of a name, or of a word, that has been typed.
    package var typed: String {
        switch wanted {
        case .nothing: ""
        case .word(let typed), .value(_, let typed): typed
        }
    }

    /// The query with a name instead of its last word, in quotes where it needs them.
    package func text(with name: String, _ kind: NameKind, in language: QueryLanguage) -> String {
        let value =
            switch kind {
            case .label: name.asValue
            case .project: TaskPlace.name(name).text
            case .person: TaskPerson.name(name).text(in: language)
            }
        if case .value = wanted { return before + value + " " }
        return before + kind.fields[0].spelled(in: language) + ":" + value + " "
    }
}

extension QueryCompletion.NameKind {
    /// The fields that compare with such a name, first the one that a term gets.
    fileprivate var fields: [QueryField] {
        switch self {
        case .label: [.label]
        case .project: [.project]
        case .person: [.assignee, .inbox]
        }
    }
}

/// The words of the language that a query can go on with.
extension QueryCompletion {
    /// The words that may stand behind a field, by how they are spelled.
    ///
    /// - Shape: at most `limit`, those of `language` first. Names of things are the caller's to offer.
    package func values(in language: QueryLanguage, limit: Int) -> [String] {
        guard case .value(let field, let typed) = wanted else { return [] }
        return Self.offered(typed, field.values(in:), language, limit)
    }

    /// The fields and flags whose names begin as the word does, as terms: `label:`, `is:overdue`.
    package func terms(in language: QueryLanguage, limit: Int) -> [String] {
        guard case .word(let typed) = wanted, !typed.isEmpty else { return [] }
        let fields = Self.offered(typed, QueryField.names(in:), language, limit).map { $0 + ":" }
        let flags = Self.offered(typed, TaskFlag.names(in:), language, limit)
            .map { QueryField.is.spelled(in: language) + ":" + $0 }
        return Array((fields + flags).prefix(limit))
    }

    private static func offered(
        _ typed: String, _ names: (QueryLanguage) -> [String], _ language: QueryLanguage, _ limit: Int
    ) -> [String] {
        let here = NameSearch.begun(by: typed, among: names(language), limit: limit)
        guard here.isEmpty else { return here }
        let others = QueryLanguage.allCases.filter { $0 != language }.flatMap(names)
        return NameSearch.begun(by: typed, among: others, limit: limit)
    }
}

extension QueryField {
    /// The words of the language that the field can be compared with.
    fileprivate func values(in language: QueryLanguage) -> [String] {
        let picks = [language.none, language.any]
        return switch self {
        case .is: TaskFlag.names(in: language)
        case .has: TaskPart.names(in: language)
        case .status: TaskStatus.names(in: language)
        case .priority: TaskPriority.names(in: language)
        case .sort: TaskSort.Key.names(in: language)
        case .assignee, .inbox: [language.me] + picks
        case .label, .project, .parent, .estimate: picks
        case .due, .start, .wait, .created, .updated, .completed: TaskWhen.words(in: language) + picks
        case .id, .external: []
        }
    }
}
