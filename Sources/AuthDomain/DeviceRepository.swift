import Domain

/// The browsers in which somebody has signed in before, each known by the hash of its device cookie.
///
/// A known device is no proof of anything; it only has a counter of failures and places in the hashing queue of its own.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change.
/// - Source: table `knownDevice`, migration 0002.
package protocol DeviceRepository: Sendable {
    /// The device's number for the account of that name.
    ///
    /// - Units: `tokenHash` is the SHA-256 of the cookie.
    /// - Shape: nil if the account has never signed in there, or there is no such account.
    func knownDevice(tokenHash: [UInt8], name: String) throws(Failure) -> Int64?

    /// Tells whether somebody has signed in there, whoever it was.
    func isKnownDevice(tokenHash: [UInt8]) throws(Failure) -> Bool

    /// Remembers that the account has signed in there; of each account the 32 devices used last. No event, since the
    /// session that begins has one.
    func rememberDevice(tokenHash: [UInt8], accountId: Account.ID, at instant: Instant) throws(Failure)
}
