import Domain
import Web

/// Which page of a list an address asks for: `after`, the `next` of the page before, and `limit`.
struct PageQuery<Place> {
    let after: Place?
    let limit: Int

    /// - Shape: `place` reads `after`.
    /// - Errors: `.malformed` naming the parameter.
    init(
        _ fields: inout Fields, limits: ClosedRange<Int>, usual: Int,
        place: (inout Fields) throws(Failure) -> Place?
    ) throws(Failure) {
        (after, limit) = try fields.parameters { fields throws(Failure) in
            (try place(&fields), try fields.limit(in: limits, usual: usual))
        }
    }
}
