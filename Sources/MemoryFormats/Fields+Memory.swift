import Calendar
import Domain
import Input
import JSON
import MemoryDomain

extension Fields {
    /// Any value of JSON; in a form a text, with line ends as `\n`.
    mutating func content() throws(Failure) -> JSON? { try value("content") }

    /// A text; null and, in a form, an empty one take it away.
    package mutating func lineOrNull(_ name: String) throws(Failure) -> String?? {
        guard let text = try textOrNull(name) else { return nil }
        return .some(text.flatMap { $0.isEmpty && isForm ? nil : $0 })
    }

    /// - Errors: `.invalid` on `tags`.
    mutating func tags() throws(Failure) -> [String]? {
        try names("tags").map { tags throws(Failure) in try EntryRules.tags(tags) }
    }

    mutating func importance() throws(Failure) -> Int?? {
        try integerOrNull("importance").map { number throws(Failure) in try EntryRules.importance(number) }
    }

    /// A moment, or a day for its beginning; null and, in a form, an empty one take it away.
    ///
    /// - Errors: `.invalid` with the rule `.time`.
    package mutating func instantOrNull(_ name: String, in zone: Zone) throws(Failure) -> Instant?? {
        guard let text = try lineOrNull(name) else { return nil }
        guard let text else { return .some(nil) }
        if let instant = Instant(rfc3339: text) { return .some(instant) }
        if let day = CivilDate(text: text) { return .some((isForm ? zone : .utc).start(of: day)) }
        if isForm, let local = Self.local(text, in: zone) { return .some(local) }
        throw Failure(.time, field: name)
    }

    /// `2026-11-25T09:00`, as a browser's field for day and hour has it.
    private static func local(_ text: String, in zone: Zone) -> Instant? {
        guard let day = CivilDate(text: String(text.prefix(10))),
            let utc = Instant(rfc3339: text + (text.utf8.count == 16 ? ":00Z" : "Z"))
        else { return nil }
        return zone.instant(of: day, secondOfDay: Int(utc.seconds - day.daysSince1970 * 86_400))
    }

    /// Objects with `kind` and `target`; in a form a line for each, `kind target`.
    ///
    /// - Shape: with `space` a target may be an entry of it that is named without its number.
    /// - Errors: `.invalid` naming the place, `links[2].target`.
    mutating func links(in space: Int64? = nil) throws(Failure) -> [MemoryLink]? {
        let pairs = try isForm ? formLinks() : jsonLinks()
        guard let pairs else { return nil }
        guard pairs.count <= EntryRules.linkLimit else { throw Failure(.tooMany(EntryRules.linkLimit), field: "links") }
        var links: [MemoryLink] = []
        for (place, pair) in pairs.enumerated() {
            do throws(Failure) {
                let link = try MemoryLink(kind: pair.kind, target: pair.target, in: space)
                if !links.contains(link) { links.append(link) }
            } catch {
                throw error.within("links[\(place)]")
            }
        }
        return links
    }

    private mutating func formLinks() throws(Failure) -> [(kind: String, target: String)]? {
        try text("links").map(LinkLines.pairs)
    }

    private mutating func jsonLinks() throws(Failure) -> [(kind: String, target: String)]? {
        guard let items = try items("links") else { return nil }
        var pairs: [(kind: String, target: String)] = []
        for (place, item) in items.enumerated() {
            do throws(Failure) {
                guard case .object(let object) = item else { throw Failure(.type("an object"), field: "") }
                var fields = Fields(object)
                pairs.append((try fields.requiredText("kind"), try fields.requiredText("target")))
                try fields.finish()
            } catch {
                throw error.within("links[\(place)]")
            }
        }
        return pairs
    }
}
