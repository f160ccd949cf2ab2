import AuthTexts
import Domain
import MemoryTexts
import TaskTexts
import Texts

/// Words that each area has of its own, for whoever speaks of all areas.
extension Texts {
    /// Somebody's deed, around the name of what it was done to, in the words of its area.
    ///
    /// - Shape: nil for a kind of an area that this program does not know.
    package func activity(_ kind: EventKind) -> (before: String, after: String)? {
        switch AreaName(rawValue: kind.area) {
        case .auth: AccountEventKind(kind).map(auth.activity)
        case .tasks: TaskEventKind(kind).map(tasks.activity)
        case .memory: MemoryEventKind(kind).map(memory.activity)
        case .live, nil: nil
        }
    }

    /// A permission in the words of its area, after `It may`.
    package subscript(_ permission: Permission) -> String {
        switch permission {
        case .auth(let permission): auth.permission(permission)
        case .tasks(let permission): tasks.permission(permission)
        case .memory(let permission): memory.permission(permission)
        }
    }
}
