import Domain

/// One value as it was typed.
struct QueryValue {
    let text: String
    /// In quotes `"none"` and `"me"` are names like others.
    let isQuoted: Bool
    /// In bytes, with its quotes.
    let range: Range<Int>

    func dropFirst() -> QueryValue { QueryValue(text: String(text.dropFirst()), isQuoted: isQuoted, range: range) }

    var isNone: Bool { !isQuoted && QueryLanguage.isNone(text) }
    var isAny: Bool { !isQuoted && QueryLanguage.isAny(text) }
}

/// From typed values to those of the tree.
extension QueryParser {
    /// Each value once, in its order.
    func list<Value: Hashable>(
        _ values: [QueryValue], _ read: (QueryValue) throws(QueryError) -> Value
    ) throws(QueryError) -> [Value] {
        var seen: [Value] = []
        for value in values {
            let value = try read(value)
            if !seen.contains(value) { seen.append(value) }
        }
        return seen
    }

    func names<Name: QueryName>(_ values: [QueryValue]) throws(QueryError) -> [Name] { try list(values, name) }

    func name<Name: QueryName>(_ value: QueryValue) throws(QueryError) -> Name {
        guard let name = Name(name: value.text) else {
            throw scanner.error(
                .unknownValue(Name.names(in: language)), at: value.range, suggestions: Name.near(value.text, language))
        }
        return name
    }

    func picks<Value: Hashable>(
        _ values: [QueryValue], _ read: (QueryValue) throws(QueryError) -> Value
    ) throws(QueryError) -> [TaskPick<Value>] {
        try list(values) { (value) throws(QueryError) in
            if value.isNone { return .none }
            return value.isAny ? .any : .value(try read(value))
        }
    }

    func person(_ value: QueryValue) -> TaskPerson {
        !value.isQuoted && QueryLanguage.isMe(value.text) ? .me : .name(value.text)
    }

    func place(_ value: QueryValue) throws(QueryError) -> TaskPlace {
        guard !value.isQuoted, value.text.hasPrefix("#") else { return .name(value.text) }
        return .id(try number(value))
    }

    /// `7` or `#7`.
    func number(_ value: QueryValue) throws(QueryError) -> Int64 {
        let digits = value.text.hasPrefix("#") ? value.text.dropFirst() : value.text[...]
        guard let number = Int64(digits), number > 0 else { throw scanner.error(.number, at: value.range) }
        return number
    }

    func when(_ value: QueryValue) throws(QueryError) -> TaskWhen {
        guard let when = TaskWhen(text: value.text.lowercased()) else {
            let names = TaskWhen.words + QueryLanguage.allCases.flatMap { [$0.none, $0.any] }
            throw scanner.error(.time, at: value.range, suggestions: QuerySpelling.near(value.text, among: names))
        }
        return when
    }

    /// `90`, `90m`, `2h` or `1h30m`, up to 999,999 minutes.
    func minutes(_ value: QueryValue) throws(QueryError) -> Int {
        var text = value.text.lowercased()[...]
        if text.hasSuffix("m") { text.removeLast() }
        let parts = text.split(separator: "h", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = parts.enumerated().map { place, digits in
            // Nothing after the `h` is no minutes.
            place == 1 && digits.isEmpty && !value.text.lowercased().hasSuffix("m") ? 0 : Self.count(digits)
        }
        guard let first = numbers[0], let last = numbers[numbers.count - 1] else {
            throw scanner.error(.duration, at: value.range)
        }
        let minutes = parts.count == 2 ? first * 60 + last : first
        guard minutes <= 999_999 else { throw scanner.error(.duration, at: value.range) }
        return minutes
    }

    /// One to six digits.
    private static func count(_ digits: Substring) -> Int? {
        (1...6).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
    }
}
