import Domain
import TaskDomain

extension ProjectDraft {
    /// A project of another system, its texts as far as they can stand here, and what is told of them.
    ///
    /// - Shape: called `other` where its name has nothing that can be seen.
    /// - Errors: `.invalid` for what even so breaks a rule.
    static func foreign(
        _ name: String, _ description: String, or other: String
    ) throws(Failure) -> (draft: ProjectDraft, told: [ImportItem]) {
        let line = ImportText.shortened(ImportText.line(name).text, to: ProjectRules.nameLimit)
        let name = LegibleText.isSeen(line) ? line : other
        let (block, isClean) = ImportText.block(description)
        let limit = ProjectRules.descriptionByteLimit
        let pieces = ImportText.pieces(block, limit)
        var told = isClean ? [] : [ImportSkip(.signsRemoved, "\(name): description")]
        // A project has no comments in which it could go on.
        if pieces.count > 1 { told.append(ImportSkip(.partUnknown, "\(name): description beyond \(limit) bytes")) }
        return (try ProjectDraft(name: name, description: pieces.first ?? ""), told.map { .skipped($0) })
    }
}
