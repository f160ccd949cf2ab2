/// The author of a version: an account of this house, or somebody elsewhere whom an import names.
///
/// - Source: docs/design/0012-memory.md, *Files*.
package struct EntryAuthor: Sendable, Hashable {
    package let name: String
    /// nil for somebody elsewhere, whoever is called so here.
    package let account: Int64?

    package init(name: String, account: Int64?) {
        (self.name, self.account) = (name, account)
    }

    /// Nobody here vouches for the name.
    package var isImported: Bool { account == nil }
}
