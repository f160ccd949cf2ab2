import Domain

/// An `If-Match` that nobody has looked at yet: who carries out a change in spite of it overwrites what it was to keep.
final class Condition {
    private let header: String?
    private var isAsked = false

    init(_ header: String?) {
        self.header = header
    }

    /// Notes that the version it names is compared.
    func ask() { isAsked = true }

    /// - Errors: `.stale` on `If-Match` where there is one that nobody has asked for; `*` is true of whatever is there.
    func requireAsked() throws(Failure) {
        guard isAsked || header == nil || header == "*" else {
            throw Failure(.stale, "If-Match: what is at this address has no versions.", field: "If-Match")
        }
    }
}
