import Domain
import Web

/// Which page of a list an address asks for: `after`, the `next` of the page before, and `limit`.
struct PageQuery<Place> {
    let after: Place?
    let limit: Int

    /// - Shape: `place` reads `after`.
    /// - Errors: `.malformed` naming the parameter: a list asked for in the wrong way is a broken address.
    init(
        _ fields: inout Fields, limits: ClosedRange<Int>, usual: Int,
        place: (inout Fields) throws(Failure) -> Place?
    ) throws(Failure) {
        do throws(Failure) {
            after = try place(&fields)
            limit = try fields.integer("limit").map { Int(clamping: $0) } ?? usual
            try fields.finish()
            guard limits.contains(limit) else {
                throw Failure(.range(limits.lowerBound, limits.upperBound), field: "limit")
            }
        } catch {
            guard let rule = error.rule else { throw error }
            throw Failure(rule, field: error.field ?? "query", kind: .malformed)
        }
    }
}
