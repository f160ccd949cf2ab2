/// The condition that a project has an owner who is not disabled: one that has none is looked after by nobody.
enum OwnerCondition {
    /// - Shape: an expression for a statement; `project` is one for the project's number, `besides` one for an account
    ///   that does not count.
    static func hasOwner(_ project: String, besides account: String? = nil) -> String {
        """
        EXISTS (SELECT 1 FROM projectMember owner JOIN account a ON a.id = owner.accountId
            WHERE owner.projectId = \(project) AND owner.role = 'owner' AND a.disabledAt IS NULL\
        \(account.map { " AND owner.accountId <> \($0)" } ?? ""))
        """
    }
}
