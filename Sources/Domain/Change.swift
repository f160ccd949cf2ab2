/// One change: who makes it, when, from where, and the key under which a retry of the same request is recognised.
package struct Change: Sendable {
    package let caller: Caller
    package let instant: Instant
    package let retry: RetryKey?
    /// nil where no request brought it: the command line.
    package let client: Client?
    /// The version that the caller saw of what is to change; nil where any will do.
    package let seen: Int64?

    package init(
        by caller: Caller, at instant: Instant, retry: RetryKey? = nil, from client: Client? = nil, seen: Int64? = nil
    ) {
        self.caller = caller
        self.instant = instant
        self.retry = retry
        self.client = client
        self.seen = seen
    }

    /// Lets nobody change what he has not seen.
    ///
    /// - Errors: `.stale` on `version` where the caller saw another version than the stored one.
    package func require(version: Int64) throws(Failure) {
        guard seen == nil || seen == version else {
            throw Failure(.stale, "It has version \(version) by now.", field: "version", version: version)
        }
    }
}

/// The request that an `Idempotency-Key` header, or the one-time key of a form, stands for: this caller's, of this
/// content, at this route.
///
/// - Units: kept for 24 hours.
package struct RetryKey: Sendable, Equatable {
    package let key: String
    /// Method and route pattern, such as `POST /tasks`.
    package let route: String
    /// SHA-256 of address and body: another request under the same key is refused.
    package let digest: [UInt8]

    package init(key: String, route: String, digest: [UInt8]) {
        self.key = key
        self.route = route
        self.digest = digest
    }

    /// - Errors: `.repeated` on `Idempotency-Key` where the key came with something else before.
    package func requireSame(digest first: [UInt8]) throws(Failure) {
        guard digest == first else { throw .repeated("this key was used for another request.") }
    }
}

extension Failure {
    /// For a retry key that carries nothing out.
    package static func repeated(_ sentence: String) -> Failure {
        Failure(.repeated, "Idempotency-Key: \(sentence)", field: "Idempotency-Key")
    }
}

/// The outcome of a request that was carried out before, under the same retry key.
package struct RetryOutcome: Sendable {
    /// The number of what it was about.
    package let subject: Int64
    /// The number by which it can be taken back.
    package let change: Int64?

    package init(subject: Int64, change: Int64?) {
        (self.subject, self.change) = (subject, change)
    }
}

/// - Units: seconds in which a change can be taken back.
package enum UndoRules {
    package static let seconds: Int64 = 600

    /// Not either what a clock that was ahead has dated further on than that.
    package static func isInTime(_ change: Instant, at now: Instant) -> Bool {
        abs(now.seconds - change.seconds) <= seconds
    }
}
