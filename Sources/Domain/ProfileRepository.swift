/// What people change about themselves: the password, and how pages look.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change.
/// - Source: tables `account` and `credential`, migrations 0001 and 0002.
public protocol ProfileRepository: Sendable {
    /// Sets another password, and ends every session of the account but the one that asked.
    ///
    /// - Units: both hashes are what `PasswordHash.text` wrote; `old` is the stored one that was just verified.
    /// - Shape: how many sessions ended.
    /// - Errors: `.conflict` if the stored hash is not `old` any more, and nothing changes.
    /// - Source: events `password_changed` and, for each session, `session_ended`; neither holds a hash.
    func changePassword(to new: String, from old: String, by change: Change) throws(Failure) -> Int

    /// Keeps the language and theme that the caller's pages are shown in; choosing the same again changes nothing.
    ///
    /// - Units: `language` is `de` or `en`, `theme` `light` or `dark`; nil leaves it to the browser.
    /// - Source: event `account_changed`.
    func changeAppearance(language: String?, theme: String?, by change: Change) throws(Failure)
}
