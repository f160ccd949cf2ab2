import Domain

/// The profile that people change themselves: the password, how pages look, and when their days begin.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change.
/// - Source: tables `account` and `credential`, migrations 0001 to 0003.
package protocol ProfileRepository: Sendable {
    /// Sets another password, and ends every session of the account but the one that asked.
    ///
    /// - Units: both hashes are what `PasswordHash.text` wrote; `old` is the stored one that was just verified.
    /// - Shape: how many sessions ended.
    /// - Errors: `.conflict` if the stored hash is not `old` any more, and nothing changes.
    /// - Source: events `password_changed` and, for each session, `session_ended`; neither holds a hash.
    func changePassword(to new: String, from old: String, by change: Change) throws(Failure) -> Int

    /// Keeps the language, the theme and the time zone of the caller's pages; choosing the same again changes nothing.
    ///
    /// - Units: `language` is `de` or `en`, `theme` `light` or `dark`; nil leaves it to the browser. `timeZone` is the name of one
    ///   that this machine knows, which the caller of this has asked; nil leaves it to the house.
    /// - Shape: the appearance as it is stored by then, with the version that it is of.
    /// - Errors: `.stale` where the change is made for another version of the account than the stored one.
    /// - Source: event `account_changed`.
    @discardableResult
    func changeAppearance(
        language: String?, theme: String?, timeZone: String?, by change: Change
    ) throws(Failure) -> Appearance

    /// Tells whether an account has ever said how its pages are to look, the time zone included.
    func hasChosenAppearance(_ accountId: Int64) throws(Failure) -> Bool

    /// The appearance of an account's pages and the version that it is of, read at once.
    ///
    /// - Errors: `.notFound` where there is no such account.
    func appearance(of accountId: Int64) throws(Failure) -> Appearance
}

/// The look of an account's pages; nil leaves a part of it to the browser, or to the house.
package struct Appearance: Equatable, Sendable {
    package let language: String?
    package let theme: String?
    package let timeZone: String?
    /// The account's.
    package let version: Int64

    package init(language: String?, theme: String?, timeZone: String?, version: Int64) {
        self.language = language
        self.theme = theme
        self.timeZone = timeZone
        self.version = version
    }
}
