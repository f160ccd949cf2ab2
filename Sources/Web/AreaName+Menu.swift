import Domain
import HTML
import Texts

/// The ways into each area, without anything that has to be read. They stand here, and not in the areas, since every
/// program that answers with pages shows all of them, and `elwosa-live` carries no other area.
extension AreaName {
    var mainEntries: [MainMenuEntry] {
        switch self {
        case .auth, .live: []
        case .tasks:
            [
                MainMenuEntry(MenuEntry(.home, Link("/"), reach: .page), .today),
                // A task, and any list of them that has no entry of its own, is among the tasks.
                MainMenuEntry(MenuEntry(.tasks, FrameMenu.openTasks, reach: .beginning("/tasks")), .tasks),
                MainMenuEntry(
                    MenuEntry(.newShort, FrameMenu.newTask, needs: .tasksWrite, reach: .page), .new,
                    isNarrowOnly: true),
                MainMenuEntry(MenuEntry(.board, Link("/board")), .board),
            ]
        case .memory:
            [
                MainMenuEntry(
                    MenuEntry(.memory, Link("/memory"), needs: .memoryRead, reach: .beginning("/memory")), .memory,
                    isBelowBar: true)
            ]
        }
    }

    /// Those for looking after the house, below everything else.
    var administration: [MenuEntry] {
        switch self {
        case .auth:
            [
                MenuEntry(.accounts, Link("/users"), needs: .usersManage),
                MenuEntry(.roles, Link("/roles"), needs: .usersManage),
                MenuEntry(.audit, Link("/audit"), needs: .auditRead),
            ]
        case .tasks, .memory, .live: []
        }
    }
}
