import HTML

/// An area's part of the side bar: numbers beside its main entries, and sections of its own.
package struct FrameMenu: Hashable, Sendable {
    /// Numbers beside the main entries, by their links.
    package var counts: [Link: Int] = [:]
    package var sections: [Section] = []
    /// False where it could not be read.
    let isWhole: Bool

    package struct Section: Hashable, Sendable {
        /// nil for a few entries that need no heading.
        package let title: Item?
        package let items: [Item]

        package init(_ title: Item?, _ items: [Item]) {
            self.title = title
            self.items = items
        }
    }

    package struct Item: Hashable, Sendable {
        package let name: String
        package let link: Link
        package let count: Int?

        package init(_ name: String, _ link: Link, count: Int? = nil) {
            self.name = name
            self.link = link
            self.count = count
        }
    }

    /// The list of what is to be done, where the main entry for tasks leads; the chips of the list lead on to the rest.
    package static let openTasks = Link("/tasks?q=is%3Aopen")

    /// The form for a new task; a page may lead to it with more, as `Page.newTask`.
    package static let newTask = Link("/tasks/new")

    package init() { self.init(isWhole: true) }

    init(isWhole: Bool) { self.isWhole = isWhole }
}
