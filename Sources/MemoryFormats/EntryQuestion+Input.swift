import Calendar
import Domain
import Input
import JSON
import MemoryDomain

extension EntryQuestion {
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
        order = try fields.choice("order", Sorting.self) ?? .nearest
        after = try fields.text("after")
        limit = try fields.integer("limit").map { Int(clamping: $0) } ?? Self.usual
    }
}
