import Domain
import HTML
import Input
import Markdown
import TaskDomain
import TaskFormats
import Web

/// The boxes of ticked lists in a task's description.
extension TasksArea {
    func tickBox(_ exchange: Exchange) throws(Failure) -> Response { try setBox(exchange, to: true) }

    func untickBox(_ exchange: Exchange) throws(Failure) -> Response { try setBox(exchange, to: false) }

    /// Boxes are counted from 1, through the description as it was in the version that is named.
    ///
    /// - Errors: `.notFound` for a box that is not there; `.stale` where somebody else has changed the description since.
    private func setBox(_ exchange: Exchange, to isTicked: Bool) throws(Failure) -> Response {
        let number = try exchange.id("box")
        return try change(exchange) { id, version, fields throws(Failure) in
            let stored = try tasks.find(id, for: exchange.caller)
            guard try rights(in: stored, for: exchange.caller).mayEdit else {
                throw Failure(.forbidden, "Your role there does not change tasks.")
            }
            if let version, version != stored.version {
                // A program that names a version means that one; a page, the description that it shows.
                guard fields.isForm, try base(exchange, of: stored, from: version).isUntouched(["description"]) else {
                    throw Failure(.stale, "The description was changed by somebody else.", field: "version")
                }
            }
            guard let text = Markdown.setting(box: Int(number), to: isTicked, in: stored.description) else {
                throw Failure(.notFound, "There is no such box in the description.")
            }
            return try tasks.update(id, TaskPatch(description: text), ifVersion: stored.version, by: exchange.change())
        }
    }
}
