import Domain

extension TaskFilter {
    /// Reads a query.
    ///
    /// - Shape: nothing but white space is the filter of all tasks, `#7` that of one. What names no field and cannot be
    ///   read otherwise, as titles are that somebody pasted, is searched for word by word.
    /// - Errors: one, the first that there is, with its place, and with words of `language`, which reads nothing in
    ///   another way. Never more than `byteLimit` bytes are looked at.
    /// - Source: docs/api/query.md.
    package init(parsing text: String, for language: QueryLanguage = .english) throws(QueryError) {
        guard text.utf8.count <= Self.byteLimit else { throw Self.tooLong(text) }
        self = try Self.read(text, language)
        // So that what was written out in full, as the links of chips have it, can be read again.
        guard self.text.utf8.count <= Self.byteLimit else {
            throw QueryError(.tooLong(Self.byteLimit), in: text, at: 0..<text.utf8.count)
        }
    }

    private static func read(_ text: String, _ language: QueryLanguage) throws(QueryError) -> TaskFilter {
        if let number = number(text) { return TaskFilter([.term(.id([number]))]) }
        var parser = QueryParser(text, language)
        do throws(QueryError) {
            return try parser.filter()
        } catch {
            guard error.rule.isOfWords, !QueryScanner.namesField(text), let words = TaskFilter(wordsOf: text) else {
                throw error
            }
            return words
        }
    }

    /// A task's number as people write it, alone.
    private static func number(_ text: String) -> TaskItem.ID? {
        let text = text.split(whereSeparator: \.isWhitespace)
        guard text.count == 1, text[0].first == "#", text[0].utf8.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else {
            return nil
        }
        return Int64(text[0].dropFirst()).flatMap { $0 > 0 ? $0 : nil }
    }

    private static func tooLong(_ text: String) -> QueryError {
        var start = text.utf8.index(text.startIndex, offsetBy: byteLimit)
        while start.samePosition(in: text.unicodeScalars) == nil { text.utf8.formIndex(before: &start) }
        let offset = text.utf8.distance(from: text.startIndex, to: start)
        return QueryError(.tooLong(byteLimit), in: text, at: offset..<text.utf8.count)
    }
}

/// The grammar's upper half: what joins terms. The terms are in `QueryParser+Terms`.
struct QueryParser {
    var scanner: QueryScanner
    let language: QueryLanguage
    var termCount = 0
    private var depth = 0
    private var sort: [TaskSort] = []
    /// The first term in which nothing can be searched for.
    private var empty: Range<Int>?

    init(_ text: String, _ language: QueryLanguage) {
        scanner = QueryScanner(text)
        self.language = language
    }

    mutating func filter() throws(QueryError) -> TaskFilter {
        let conditions = try alternatives()
        guard scanner.isAtEnd else {
            throw scanner.error(.unopenedGroup, at: scanner.position..<scanner.position + 1)
        }
        if let empty, conditions.isEmpty, sort.isEmpty { throw scanner.error(.nothingSearched, at: empty) }
        return TaskFilter(conditions, sort: sort)
    }

    /// Conjunctions with `or` between them.
    ///
    /// - Shape: what must all hold; empty where nothing stands.
    private mutating func alternatives() throws(QueryError) -> [TaskCondition] {
        let first = try conjunction()
        var members = [first]
        scanner.skipSpace()
        while case let start = scanner.position, scanner.skipOr() {
            let sign = start..<scanner.position
            members.append(try conjunction())
            guard !members[members.count - 2].isEmpty, !members[members.count - 1].isEmpty else {
                throw scanner.error(.danglingOr, at: sign)
            }
        }
        return members.count == 1 ? first : [.either(members.map(TaskCondition.joined))]
    }

    /// Units side by side, up to `or`, a closing parenthesis or the end.
    private mutating func conjunction() throws(QueryError) -> [TaskCondition] {
        var members: [TaskCondition] = []
        scanner.skipSpace()
        while !scanner.isAtEnd, !scanner.next(is: ")") {
            let start = scanner.position
            if scanner.skipOr() {
                scanner.position = start
                break
            }
            if let unit = try unit() { members.append(unit) }
            scanner.skipSpace()
        }
        return members
    }

    /// - Shape: nil for an order, which is kept in `sort`, and for signs that mean nothing.
    private mutating func unit() throws(QueryError) -> TaskCondition? {
        let start = scanner.position
        if scanner.skip("-") {
            if scanner.isAtNegated { return try negation(from: start) }
            scanner.position = start
        }
        if scanner.next(is: "(") { return try group() }
        if let name = scanner.field() { return try fieldUnit(name) }
        let term = try searched()
        guard term.pattern != nil else {
            empty = empty ?? start..<scanner.position
            return nil
        }
        try count(from: start)
        return .term(term)
    }

    private mutating func negation(from start: Int) throws(QueryError) -> TaskCondition? {
        try enter(from: start)
        defer { depth -= 1 }
        return try unit().map(TaskCondition.not)
    }

    private mutating func group() throws(QueryError) -> TaskCondition {
        let start = scanner.position
        _ = scanner.skip("(")
        try enter(from: start)
        defer { depth -= 1 }
        let members = try alternatives()
        guard scanner.skip(")") else { throw scanner.error(.unclosedGroup, at: start..<start + 1) }
        guard !members.isEmpty else { throw scanner.error(.emptyGroup, at: start..<scanner.position) }
        return .joined(members)
    }

    private mutating func fieldUnit(_ name: Range<Int>) throws(QueryError) -> TaskCondition? {
        let field = try field(name)
        guard field == .sort else { return .term(try term(field, from: name.lowerBound)) }
        guard depth == 0 else { throw scanner.error(.sortInside, at: name.lowerBound..<scanner.word().upperBound) }
        for key in try sortKeys(from: name.lowerBound) where !sort.contains(where: { $0.key == key.key }) {
            sort.append(key)
        }
        return nil
    }

    private mutating func enter(from start: Int) throws(QueryError) {
        depth += 1
        guard depth <= TaskFilter.depthLimit else {
            throw scanner.error(.tooDeep(TaskFilter.depthLimit), at: start..<scanner.position)
        }
    }

    /// Counts one term or value more.
    mutating func count(from start: Int) throws(QueryError) {
        termCount += 1
        guard termCount <= TaskFilter.termLimit else {
            throw scanner.error(.tooManyTerms(TaskFilter.termLimit), at: start..<scanner.position)
        }
    }
}
