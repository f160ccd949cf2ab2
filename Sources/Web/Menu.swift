import Domain
import HTML
import Texts

/// The ways through the house: a side bar where there is room, a bar of five at the bottom of a phone, whose last one
/// opens the rest.
struct Menu {
    let texts: Texts
    /// Path and query of the page, by which the menu marks where the reader is.
    let here: String
    let permissions: Set<Permission>
    var frame = FrameMenu()

    var html: HTML {
        """
        <nav aria-label="\(texts[.navigation])">
        <ul class="menu first">
        \(main(.home, Link("/"), .today))
        \(main(.tasks, FrameMenu.openTasks, .tasks))
        \(permissions.contains(.tasksWrite) ? main(.newShort, Link("/tasks/new"), .new, class: "narrow-only") : nil)
        \(main(.board, Link("/board"), .board))
        <li class="narrow-only"><a href="#menu">\(Icon.more.html)\(texts[.more])</a></li>
        </ul>
        <div class="sections" id="menu">
        \(frame.sections.map(section))
        \(administration)
        <p class="close narrow-only"><a class="button" href="#main">\(texts[.close])</a></p>
        </div>
        </nav>
        """
    }

    private func section(_ section: FrameMenu.Section) -> HTML {
        """
        \(section.title.map { "<h2><a href=\"\($0.link)\"\(attribute: "aria-current", current($0.link))>\($0.name)</a></h2>" as HTML })
        <ul class="menu">
        \(section.items.map(item))</ul>

        """
    }

    private func item(_ item: FrameMenu.Item) -> HTML {
        """
        <li><a href="\(item.link)"\(attribute: "aria-current", current(item.link))><span>\(item.name)</span>\
        \(item.count.map(count))</a></li>

        """
    }

    private func count(_ number: Int) -> HTML { "<span class=\"count\">\(number)</span>" }

    /// For those who may; nothing for anybody else.
    private var administration: HTML? {
        let items = [
            permissions.contains(.usersManage) ? FrameMenu.Item(texts[.accounts], Link("/users")) : nil,
            permissions.contains(.usersManage) ? FrameMenu.Item(texts[.roles], Link("/roles")) : nil,
            permissions.contains(.auditRead) ? FrameMenu.Item(texts[.audit], Link("/audit")) : nil,
        ].compactMap { $0 }
        guard !items.isEmpty else { return nil }
        return """
            <h2>\(texts[.administration])</h2>
            <ul class="menu">
            \(items.map(item))</ul>
            """
    }

    private func main(_ text: CommonText, _ link: Link, _ icon: Icon, class name: String? = nil) -> HTML {
        """
        <li\(attribute: "class", name)><a href="\(link)"\(attribute: "aria-current", current(link))>\
        \(icon.html)<span>\(texts[text])</span>\(frame.counts[link].map(count))</a></li>
        """
    }

    /// `page` on the very page, `true` on the nearest above it: a task, and any list of them that has no entry of its
    /// own, is among the tasks.
    private func current(_ link: Link) -> String? {
        if link.address == here { return "page" }
        if link == FrameMenu.openTasks { return isAmongTasks ? "true" : nil }
        guard link.address != "/", !link.address.contains("?"), link.address != "/tasks/new" else { return nil }
        return here.hasPrefix(link.address + "/") || here.hasPrefix(link.address + "?") ? "true" : nil
    }

    private var isAmongTasks: Bool {
        guard here.hasPrefix("/tasks"), here != "/tasks/new" else { return false }
        return !frame.sections.flatMap(\.items).contains { $0.link.address == here }
    }
}
