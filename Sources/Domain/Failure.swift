/// Why a request was refused or failed, in a sentence that is safe to show.
///
/// - Shape: `message` is one sentence without SQL, path or secret; `field` names the input it belongs to.
/// - Source: `Web` holds the only table from kind to HTTP status.
public struct Failure: Error, Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// A field breaks a rule (422).
        case invalid
        /// The request cannot be read at all (400).
        case malformed
        /// Nobody is signed in (401).
        case unauthenticated
        /// The caller's role lacks the permission (403).
        case forbidden
        /// Absent, or hidden from the caller; the two are one answer (404).
        case notFound
        /// The state does not allow it (409).
        case conflict
        /// The caller's copy is older than what is stored (412).
        case stale
        /// The request is larger than its limit (413).
        case tooLarge
        /// The content type is not one this address reads (415).
        case unsupportedType
        /// Too many requests; try again later (429).
        case tooMany
        /// The storage is full; reading goes on (507).
        case storageFull
        /// The database is busy or the deadline passed; try again (503).
        case unavailable
        /// A fault of ours; the cause is in the log (500).
        case internalFault
    }

    public let kind: Kind
    public let message: String
    public let field: String?

    public init(_ kind: Kind, _ message: String, field: String? = nil) {
        self.kind = kind
        self.message = message
        self.field = field
    }
}
