import Domain
import Input
import Web

/// The page of a list that an address asks for: `after`, the `next` of the page before, and `limit`.
struct PageQuery<Cursor> {
    let after: Cursor?
    let limit: Int

    /// - Shape: `cursor` reads `after`.
    /// - Errors: `.malformed` naming the parameter.
    init(
        _ fields: inout Fields, limits: ClosedRange<Int>, usual: Int,
        cursor: (inout Fields) throws(Failure) -> Cursor?
    ) throws(Failure) {
        (after, limit) = try fields.parameters { fields throws(Failure) in
            (try cursor(&fields), try fields.limit(in: limits, usual: usual))
        }
    }
}
