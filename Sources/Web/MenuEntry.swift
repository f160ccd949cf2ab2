import Domain
import HTML
import Texts

/// A way into an area, which every page offers to those who may go there.
struct MenuEntry: Sendable {
    let text: CommonText
    let link: Link
    /// nil for everybody who is signed in.
    let permission: Permission?
    let reach: Reach

    /// The pages that are among those to which an entry leads.
    enum Reach {
        /// None but the very page.
        case page
        /// Those below it, and itself with a query.
        case below
        /// Those whose addresses begin so, unless another entry leads to the very page.
        case beginning(String)
    }

    init(_ text: CommonText, _ link: Link, needs permission: Permission? = nil, reach: Reach = .below) {
        (self.text, self.link, self.permission, self.reach) = (text, link, permission, reach)
    }
}

/// One of the few that stand above all others, and that a phone has at its bottom.
struct MainMenuEntry: Sendable {
    let entry: MenuEntry
    let icon: Icon
    let isNarrowOnly: Bool
    /// The bar of five has no room for it: it is the first of what the last of the five opens.
    let isBelowBar: Bool

    init(_ entry: MenuEntry, _ icon: Icon, isNarrowOnly: Bool = false, isBelowBar: Bool = false) {
        (self.entry, self.icon, self.isNarrowOnly, self.isBelowBar) = (entry, icon, isNarrowOnly, isBelowBar)
    }
}
