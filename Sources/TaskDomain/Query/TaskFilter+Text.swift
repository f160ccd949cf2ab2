import Domain

extension TaskFilter {
    /// The canonical spelling: fields and values in English, the order at the end.
    package var text: String {
        var parts = conjuncts.count == 1 ? [conjuncts[0].alternatives] : conjuncts.map(\.text)
        if !sort.isEmpty { parts.append("sort:" + sort.map(\.text).joined(separator: ",")) }
        return parts.joined(separator: " ")
    }
}

extension TaskCondition {
    /// As it stands within a query: `or` has its parentheses, since it binds less than standing side by side does.
    package var text: String {
        switch self {
        case .term(let term): term.text
        case .not(let inner): "-" + inner.grouped
        case .all(let members): members.map(\.text).joined(separator: " ")
        case .any: "(" + alternatives + ")"
        }
    }

    /// Where nothing stands beside it, and `or` needs no parentheses.
    fileprivate var alternatives: String {
        if case .any(let members) = self { members.map(\.text).joined(separator: " or ") } else { text }
    }

    /// Behind a minus.
    private var grouped: String {
        switch self {
        case .all, .not: "(\(text))"
        case .any: text
        // A minus before a sign is a sign of the same word.
        case .term: QueryScanner(text).isAtNegated ? text : "(\(text))"
        }
    }
}

extension TaskTerm {
    package var text: String {
        switch self {
        case .word(let text): QueryScanner.isWord(text) ? text : text.inQuotes + "*"
        case .phrase(let text): text.inQuotes
        case .flag(let flags): "is:" + flags.names
        case .has(let parts): "has:" + parts.names
        case .status(let all): "status:" + all.names
        case .priority(let all): "priority:" + all.names
        case .priorityCompared(let comparison, let priority): "priority\(comparison.rawValue)\(priority.rawValue)"
        case .assignee(let picks): "assignee:" + picks.text(\.text)
        case .label(let picks): "label:" + picks.text(\.asValue)
        case .project(let picks): "project:" + picks.text(\.text)
        case .inbox(let picks): "inbox:" + picks.text(\.text)
        case .parent(let picks): "parent:" + picks.text { "#\($0)" }
        case .time(let field, let picks): field.rawValue + ":" + picks.text(\.text)
        case .timeCompared(let field, let comparison, let when): field.rawValue + comparison.rawValue + when.text
        case .estimate(let picks): "estimate:" + picks.text(\.asDuration)
        case .estimateCompared(let comparison, let minutes): "estimate\(comparison.rawValue)\(minutes.asDuration)"
        case .id(let ids): "id:" + ids.map(String.init).joined(separator: ",")
        case .externalId(let ids): "external:" + ids.map(\.asValue).joined(separator: ",")
        }
    }
}

extension TaskPerson {
    var text: String {
        switch self {
        case .me: "me"
        case .name(let name): ["me", "ich"].contains(name.lowercased()) ? name.inQuotes : name.asValue
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
    fileprivate var names: String { map(\.rawValue).joined(separator: ",") }
}

extension Array {
    fileprivate func text<Value>(_ write: (Value) -> String) -> String where Element == TaskPick<Value> {
        map { pick in
            switch pick {
            case .none: "none"
            case .any: "any"
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
    fileprivate var asValue: String {
        QueryScanner.isValue(self) && !["none", "any"].contains(lowercased()) ? self : inQuotes
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
        guard !scanner.isNegation, !scanner.skipOr(), scanner.field() == nil else { return false }
        return !scanner.word().isEmpty && scanner.isAtEnd
    }

    fileprivate static func isValue(_ text: String) -> Bool {
        var scanner = QueryScanner(text)
        guard !"<>=:".unicodeScalars.contains(where: scanner.next) else { return false }
        return !scanner.value().isEmpty && scanner.isAtEnd
    }
}
