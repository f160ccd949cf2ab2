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
    /// The way to a new task from the page, which scripts find by its mark.
    var newTask = FrameMenu.newTask

    private static let main = AreaName.allCases.flatMap(\.mainEntries)
    private static let administration = AreaName.allCases.flatMap(\.administration)

    var html: HTML {
        """
        <nav aria-label="\(texts[.navigation])">
        <ul class="menu first">
        \(Self.main.filter { !$0.isBelowBar }.map(main))<li class="narrow-only"><a href="#menu">\(Icon.more.html)\(texts[.more])</a></li>
        </ul>
        <div class="sections" id="menu">
        \(belowBar)
        \(frame.sections.map(section))
        \(administration)
        <p class="close narrow-only"><a class="button" href="#main">\(texts[.close])</a></p>
        </div>
        </nav>
        """
    }

    /// The main entries for which a phone's bar has no room; where there is more of it they follow the others.
    private var belowBar: HTML? {
        let entries = Self.main.filter { $0.isBelowBar && isOffered($0.entry) }
        return entries.isEmpty ? nil : "<ul class=\"menu\">\n\(entries.map(main))</ul>"
    }

    /// Every entry that the reader has, in their order, and the account at its foot.
    func places(account: String) -> [FrameMenu.Item] {
        let entries = (Self.main.map(\.entry) + Self.administration).filter(isOffered)
        let own = frame.sections.flatMap { [$0.title].compactMap { $0 } + $0.items }
        return entries.map { FrameMenu.Item(texts[$0.text], $0.link) } + own
            + [FrameMenu.Item(account, Link("/account"))]
    }

    private func main(_ main: MainMenuEntry) -> HTML {
        let entry = main.entry
        guard isOffered(entry) else { return "\n" }
        let isNew = entry.link == FrameMenu.newTask
        return """
            <li\(attribute: "class", main.isNarrowOnly ? "narrow-only" : nil)>\
            <a href="\(isNew ? newTask : entry.link)"\(attribute: "data-new", if: isNew)\
            \(attribute: "aria-current", current(entry.link, entry.reach))>\
            \(main.icon.html)<span>\(texts[entry.text])</span>\(frame.counts[entry.link].map(count))</a></li>

            """
    }

    private func isOffered(_ entry: MenuEntry) -> Bool { entry.permission.map(permissions.contains) ?? true }

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
        let entries = Self.administration.filter(isOffered)
        guard !entries.isEmpty else { return nil }
        return """
            <h2>\(texts[.administration])</h2>
            <ul class="menu">
            \(entries.map { item(FrameMenu.Item(texts[$0.text], $0.link)) })</ul>
            """
    }

    /// `page` on the very page, `true` on the nearest above it.
    private func current(_ link: Link, _ reach: MenuEntry.Reach = .below) -> String? {
        if link.address == here { return "page" }
        return isAmong(link, reach) ? "true" : nil
    }

    private func isAmong(_ link: Link, _ reach: MenuEntry.Reach) -> Bool {
        switch reach {
        case .page: false
        // Below a list that a query chose is nothing.
        case .below where link.address.contains("?"): false
        case .below: here.hasPrefix(link.address + "/") || here.hasPrefix(link.address + "?")
        case .beginning(let start): here.hasPrefix(start) && !leadsHere
        }
    }

    /// An entry leads to the very page.
    private var leadsHere: Bool {
        Self.main.contains { $0.entry.link.address == here }
            || frame.sections.flatMap(\.items).contains { $0.link.address == here }
    }
}
