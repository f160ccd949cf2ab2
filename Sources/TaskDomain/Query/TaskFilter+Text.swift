import Domain

extension TaskFilter {
    /// The canonical spelling: fields and values in English, the order at the end.
    package var text: String { written(in: .english) }

    /// The spelling for people who read that language.
    ///
    /// - Shape: the canonical one where this would be too long to be read again.
    package func text(in language: QueryLanguage) -> String {
        let text = written(in: language)
        return text.utf8.count <= Self.byteLimit ? text : self.text
    }

    private func written(in language: QueryLanguage) -> String {
        var parts =
            conjuncts.count == 1
            ? [conjuncts[0].alternatives(in: language)] : conjuncts.map { $0.text(in: language) }
        if !sort.isEmpty {
            let keys = sort.map { $0.text(in: language) }.joined(separator: ",")
            parts.append(QueryField.sort.spelled(in: language) + ":" + keys)
        }
        return parts.joined(separator: " ")
    }
}

extension TaskCondition {
    /// As it stands within a query: `or` has its parentheses, since it binds less than standing side by side does.
    package func text(in language: QueryLanguage) -> String {
        switch self {
        case .term(let term): term.text(in: language)
        case .not(let inner): "-" + inner.grouped(in: language)
        case .all(let members): members.map { $0.text(in: language) }.joined(separator: " ")
        case .any: "(" + alternatives(in: language) + ")"
        }
    }

    /// Where nothing stands beside it, and `or` needs no parentheses.
    fileprivate func alternatives(in language: QueryLanguage) -> String {
        guard case .any(let members) = self else { return text(in: language) }
        return members.map { $0.text(in: language) }.joined(separator: " \(language.or) ")
    }

    /// Behind a minus.
    private func grouped(in language: QueryLanguage) -> String {
        let text = text(in: language)
        switch self {
        case .all, .not: return "(\(text))"
        case .any: return text
        // A minus before a sign is a sign of the same word.
        case .term: return QueryScanner(text).isAtNegated ? text : "(\(text))"
        }
    }
}

extension TaskTerm {
    package func text(in language: QueryLanguage) -> String {
        func name(_ field: QueryField) -> String { field.spelled(in: language) }
        func name(_ field: TaskTimeField) -> String { name(QueryField(rawValue: field.rawValue)!) }
        return switch self {
        case .word(let text): QueryScanner.isWord(text) ? text : text.inQuotes + "*"
        case .phrase(let text): text.inQuotes
        case .flag(let flags): name(.is) + ":" + flags.names(in: language)
        case .has(let parts): name(.has) + ":" + parts.names(in: language)
        case .status(let all): name(.status) + ":" + all.names(in: language)
        case .priority(let all): name(.priority) + ":" + all.names(in: language)
        case .priorityCompared(let comparison, let priority):
            name(.priority) + comparison.rawValue + priority.spelled(in: language)
        case .assignee(let picks): name(.assignee) + ":" + picks.text(in: language) { $0.text(in: language) }
        case .label(let picks): name(.label) + ":" + picks.text(in: language, \.asValue)
        case .project(let picks): name(.project) + ":" + picks.text(in: language, \.text)
        case .inbox(let picks): name(.inbox) + ":" + picks.text(in: language) { $0.text(in: language) }
        case .parent(let picks): name(.parent) + ":" + picks.text(in: language) { "#\($0)" }
        case .time(let field, let picks): name(field) + ":" + picks.text(in: language) { $0.text(in: language) }
        case .timeCompared(let field, let comparison, let when):
            name(field) + comparison.rawValue + when.text(in: language)
        case .estimate(let picks): name(.estimate) + ":" + picks.text(in: language, \.asDuration)
        case .estimateCompared(let comparison, let minutes):
            name(.estimate) + comparison.rawValue + minutes.asDuration
        case .id(let ids): name(.id) + ":" + ids.map(String.init).joined(separator: ",")
        case .externalId(let ids): name(.external) + ":" + ids.map(\.asValue).joined(separator: ",")
        }
    }
}

extension TaskPerson {
    func text(in language: QueryLanguage) -> String {
        switch self {
        case .me: language.me
        case .name(let name): QueryLanguage.isMe(name) ? name.inQuotes : name.asValue
        }
    }
}

extension TaskPlace {
    var text: String {
        switch self {
        case .id(let id): "#\(id)"
        case .name(let name): name.hasPrefix("#") ? name.inQuotes : name.asValue
        }
    }
}

extension Array where Element: QueryName {
    fileprivate func names(in language: QueryLanguage) -> String {
        map { $0.spelled(in: language) }.joined(separator: ",")
    }
}

extension Array {
    fileprivate func text<Value>(in language: QueryLanguage, _ write: (Value) -> String) -> String
    where Element == TaskPick<Value> {
        map { pick in
            switch pick {
            case .none: language.none
            case .any: language.any
            case .value(let value): write(value)
            }
        }.joined(separator: ",")
    }
}

extension Int {
    /// Whole hours as hours, anything else in minutes.
    fileprivate var asDuration: String { self > 0 && self % 60 == 0 ? "\(self / 60)h" : "\(self)" }
}

extension String {
    /// A name, in quotes where it needs them.
    var asValue: String {
        QueryScanner.isValue(self) && !QueryLanguage.isNone(self) && !QueryLanguage.isAny(self) ? self : inQuotes
    }

    fileprivate var inQuotes: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}

extension QueryScanner {
    /// Tells whether a word would be read as this word and nothing else.
    fileprivate static func isWord(_ text: String) -> Bool {
        var scanner = QueryScanner(text)
        guard !scanner.isNegation, !scanner.skipOr(), scanner.field() == nil, !scanner.isNumber else { return false }
        return !scanner.word().isEmpty && scanner.isAtEnd
    }

    fileprivate static func isValue(_ text: String) -> Bool {
        var scanner = QueryScanner(text)
        guard !"<>=:".unicodeScalars.contains(where: scanner.next) else { return false }
        return !scanner.value().isEmpty && scanner.isAtEnd
    }
}
