import Domain
import TaskDomain
import TestingElwosa

extension TestSite {
    /// Makes a task in Ben's inbox: it is mostly Ben who works here, and nobody else sees it.
    @discardableResult
    func make(_ draft: TaskDraft) throws -> TaskItem { try make(draft, by: .ben) }
}
