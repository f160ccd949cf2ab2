import Calendar
import Domain
import Input
import JSON
import MemoryDomain

extension EntryQuestion {
    /// A question to search with, as addresses and calls by name send it: with `order`, `after` and `limit`. Filters alone
    /// ask for what they mean, the newest first.
    ///
    /// - Errors: as `init`.
    package static func search(
        _ fields: inout Fields, in zone: Zone, at now: Instant
    ) throws(Failure) -> EntryQuestion {
        var question = try EntryQuestion(&fields, in: zone, at: now)
        let usual: Sorting = question.isWalk && question.isNarrowed ? .newest : .nearest
        question.order = try fields.choice("order", Sorting.self) ?? usual
        question.after = try fields.text("after")
        question.limit = try fields.integer("limit").map { Int(clamping: $0) } ?? Self.usual
        return question
    }

    private var isNarrowed: Bool {
        !filter.isEverything || spaces != nil || from != nil || until != nil || time != .now
    }

    /// A question as addresses, calls by name and bodies send it; `docs/api/memory.md` describes each member.
    ///
    /// - Shape: `space` may be named more than once, or be a list.
    /// - Errors: `.invalid` naming the parameter. Whether the values go together is for `check`.
    package init(_ fields: inout Fields, in zone: Zone, at now: Instant) throws(Failure) {
        self.init(try fields.text("question") ?? "", today: zone.localDate(at: now))
        spaces = try fields.integers("space").map { Set($0) }
        filter = try EntryFilter(&fields)
        time = try EntryTime(&fields, in: zone)
        from = try fields.instantOrNull("from", in: zone) ?? nil
        until = try fields.instantOrNull("until", in: zone) ?? nil
    }
}
