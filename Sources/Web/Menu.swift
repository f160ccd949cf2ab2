import Domain
import HTML
import Texts

/// The ways through the house: a side bar where there is room, a bar of five at the bottom of a phone.
struct Menu {
    let texts: Texts
    /// Path and query of the page, by which the menu marks where the reader is.
    let here: String
    let permissions: Set<Permission>

    var html: HTML {
        """
        <nav aria-label="\(texts[.navigation])">
        <ul class="menu first">
        \(item(.home, Link("/"), .today))
        \(item(.tasks, Self.tasks, .tasks))
        \(item(.newShort, Link("/tasks/new"), .new, class: "narrow-only"))
        \(item(.statusActive, Link("/tasks?status=active"), .active))
        <li class="narrow-only"><a href="/tasks#q">\(Icon.search.html)\(texts[.search])</a></li>
        </ul>
        <h2 class="views">\(texts[.views])</h2>
        <ul class="menu views">
        \(item(.statusOpen, Link("/tasks?status=open")))
        \(item(.statusWaiting, Link("/tasks?status=waiting")))
        \(item(.statusDone, Link("/tasks?status=done")))
        \(item(.statusDropped, Link("/tasks?status=dropped")))
        </ul>
        \(administration)
        </nav>
        """
    }

    /// For those who may; nothing for anybody else.
    private var administration: HTML? {
        let items = [
            permissions.contains(.usersManage) ? item(.accounts, Link("/users")) : nil,
            permissions.contains(.usersManage) ? item(.roles, Link("/roles")) : nil,
            permissions.contains(.auditRead) ? item(.audit, Link("/audit")) : nil,
        ].compactMap { $0 }
        guard !items.isEmpty else { return nil }
        return """
            <h2 class="views">\(texts[.administration])</h2>
            <ul class="menu views">
            \(items)
            </ul>
            """
    }

    private func item(_ text: Text, _ link: Link, _ icon: Icon? = nil, class name: String? = nil) -> HTML {
        """
        <li\(attribute: "class", name)><a href="\(link)"\(attribute: "aria-current", current(link))>\
        \(icon?.html)\(texts[text])</a></li>
        """
    }

    /// What is to be done; the chips of the list lead on to the rest.
    private static let tasks = Link("/tasks?status=open&status=active&status=waiting")

    /// `page` on the very page, `true` on the nearest above it: a task, and any other list of them, is among the tasks.
    private func current(_ link: Link) -> String? {
        if link.address == here { return "page" }
        let isElsewhere =
            here == "/tasks/new" || TaskStatus.allCases.contains { here == "/tasks?status=\($0.rawValue)" }
        let isInside = ["/users", "/roles", "/audit"].contains(link.address)
        if isInside, here.hasPrefix(link.address + "/") || here.hasPrefix(link.address + "?") { return "true" }
        return link == Self.tasks && here.hasPrefix("/tasks") && !isElsewhere ? "true" : nil
    }
}
