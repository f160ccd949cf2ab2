import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The tasks' part of every page of the house: the caller's projects and views, what was just done, and that it can be
/// taken back.
package struct TasksFrame: FrameSource {
    let tasks: any TaskHistoryRepository
    let menus: any MenuRepository

    package init(tasks: any TaskHistoryRepository, menus: any MenuRepository) {
        self.tasks = tasks
        self.menus = menus
    }

    package func menu(for caller: Caller, _ texts: Texts) throws(Failure) -> FrameMenu {
        guard caller.may(.tasksRead) else { return FrameMenu() }
        let found = try menus.menu(for: caller)
        var menu = FrameMenu()
        menu.counts = [FrameMenu.openTasks: found.live]
        let named = [Self.projects(found, texts), Self.views(found, texts)]
        // A heading with nothing under it says nothing: until there is something, its page is one among the rest.
        let bare = named.filter(\.items.isEmpty).compactMap(\.title)
        menu.sections =
            [Self.inbox(found, texts)] + named.filter { !$0.items.isEmpty }
            + [Self.rest(bare, mayImport: caller.may(.tasksWrite), texts)]
        return menu
    }

    /// The section of the reader's own inbox, above the projects.
    private static func inbox(_ menu: TaskMenu, _ texts: Texts) -> FrameMenu.Section {
        let filter = TaskFilter([.term(.inbox([.value(.me)])), .term(.flag([.open]))])
        let link = Link.to("tasks", query: [("q", filter.text)])
        return FrameMenu.Section(nil, [.init(texts[.inbox], link, count: menu.inbox)])
    }

    private static func projects(_ menu: TaskMenu, _ texts: Texts) -> FrameMenu.Section {
        let all = Link("/projects")
        let items = menu.projects.map { FrameMenu.Item($0.name, .to("projects", $0.id), count: $0.live) }
        let more = menu.hasMoreProjects ? [FrameMenu.Item(texts[.allProjects], all)] : []
        return FrameMenu.Section(.init(texts[.projects], all), items + more)
    }

    private static func views(_ menu: TaskMenu, _ texts: Texts) -> FrameMenu.Section {
        let all = Link("/views")
        let items = menu.views.map { FrameMenu.Item($0.name, .to("tasks", query: [("q", $0.query)])) }
        let more = menu.hasMoreViews ? [FrameMenu.Item(texts[.allViews], all)] : []
        return FrameMenu.Section(.init(texts[.views], all), items + more)
    }

    private static func rest(_ bare: [FrameMenu.Item], mayImport: Bool, _ texts: Texts) -> FrameMenu.Section {
        let files: FrameMenu.Item =
            mayImport
            ? .init(texts[.importExport], .to("tasks", "import")) : .init(texts[.export], .to("tasks", "export"))
        return FrameMenu.Section(
            nil, bare + [.init(texts[.labels], Link("/labels")), .init(texts[.trash], Link("/trash")), files])
    }

    package func notice(of change: Int64, _ exchange: Exchange) throws(Failure) -> HTML? {
        let offer = try tasks.undoOffer(change, at: exchange.now, for: exchange.caller)
        return offer.map { offer in
            UndoBar(
                context: exchange.context, offer: offer, here: exchange.here
            ).html
        }
    }
}
