import Domain

/// The grammar's lower half: words, and fields with what they are compared with.
extension QueryParser {
    /// `milk`, `"oat milk"`, or `"or"*`: in quotes, yet only the beginning of a word.
    mutating func searched() throws(QueryError) -> TaskTerm {
        guard scanner.isAtQuote else { return .word(scanner.string(scanner.word())) }
        let start = scanner.position
        let content = try scanner.quoted()
        guard !content.isEmpty else { throw scanner.error(.missingValue, at: start..<scanner.position) }
        return scanner.skip("*") ? .word(content) : .phrase(content)
    }

    /// - Errors: `.unknownField` with the fields that are spelled nearly so.
    func field(_ name: Range<Int>) throws(QueryError) -> QueryField {
        let typed = scanner.string(name)
        guard let field = QueryField(name: typed) else {
            let near = QueryField.near(typed, language).map { $0 + ":" }
            throw scanner.error(.unknownField, at: name, suggestions: near)
        }
        return field
    }

    mutating func term(_ field: QueryField, from start: Int) throws(QueryError) -> TaskTerm {
        let comparison = comparison()
        let values = try values(from: start)
        if let comparison {
            return try compared(field, comparison, values, from: start)
        }
        switch field {
        case .is: return .flag(try names(values))
        case .has: return .has(try names(values))
        case .status: return .status(try names(values))
        case .priority: return .priority(try names(values))
        case .id: return .id(try list(values, number))
        case .external: return .externalId(try list(values) { $0.text })
        case .estimate: return .estimate(try picks(values, minutes))
        case .assignee: return .assignee(try picks(values, person))
        case .label: return .label(try picks(values) { $0.text })
        case .project: return .project(try picks(values, place))
        case .inbox: return .inbox(try picks(values, person))
        case .parent: return .parent(try picks(values, number))
        case .due, .start, .wait, .created, .updated, .completed:
            return .time(TaskTimeField(rawValue: field.rawValue)!, try picks(values, when))
        case .sort: throw scanner.error(.sortInside, at: start..<scanner.position)
        }
    }

    private func compared(
        _ field: QueryField, _ comparison: TaskComparison, _ values: [QueryValue], from start: Int
    ) throws(QueryError) -> TaskTerm {
        guard [.priority, .estimate].contains(field) || TaskTimeField(rawValue: field.rawValue) != nil else {
            throw scanner.error(.notOrdered, at: start..<scanner.position)
        }
        guard values.count == 1 else { throw scanner.error(.listCompared, at: values[1].range) }
        if let time = TaskTimeField(rawValue: field.rawValue) {
            return .timeCompared(time, comparison, try when(values[0]))
        }
        return field == .priority
            ? .priorityCompared(comparison, try name(values[0])) : .estimateCompared(comparison, try minutes(values[0]))
    }

    /// - Errors: `.notOrdered` for `sort<`.
    mutating func sortKeys(from start: Int) throws(QueryError) -> [TaskSort] {
        guard comparison() == nil else { throw scanner.error(.notOrdered, at: start..<scanner.word().upperBound) }
        return try list(try values(from: start, areTerms: false)) { (value) throws(QueryError) in
            let isDescending = value.text.hasPrefix("-")
            let key = isDescending ? value.dropFirst() : value
            return TaskSort(try name(key), descending: isDescending)
        }
    }
}

/// Signs and values.
extension QueryParser {
    /// The sign after a field's name: `:`, `=`, `<` and the like, or both, `:<`.
    ///
    /// - Shape: nil for one that asks for equality.
    private mutating func comparison() -> TaskComparison? {
        _ = scanner.skip(":")
        let sign = scanner.skip("<") ? "<" : scanner.skip(">") ? ">" : ""
        let equal = scanner.skip("=") ? "=" : ""
        return TaskComparison(rawValue: sign + equal)
    }

    /// - Shape: at least one value, none of them empty.
    private mutating func values(from start: Int, areTerms: Bool = true) throws(QueryError) -> [QueryValue] {
        var values: [QueryValue] = []
        repeat {
            let first = scanner.position
            let isQuoted = scanner.isAtQuote
            let text = isQuoted ? try scanner.quoted() : scanner.string(scanner.value())
            guard !text.isEmpty else { throw scanner.error(.missingValue, at: start..<scanner.position) }
            if areTerms { try count(from: first) }
            values.append(QueryValue(text: text, isQuoted: isQuoted, range: first..<scanner.position))
        } while scanner.skip(",")
        return values
    }
}
