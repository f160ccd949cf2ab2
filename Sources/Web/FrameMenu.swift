import HTML

/// An area's part of the side bar: numbers beside its main entries, and sections of its own.
public struct FrameMenu: Hashable, Sendable {
    /// Numbers beside the main entries, by their links.
    public var counts: [Link: Int] = [:]
    public var sections: [Section] = []
    /// False where it could not be read.
    let isWhole: Bool

    public struct Section: Hashable, Sendable {
        /// nil for a few entries that need no heading.
        public let title: Item?
        public let items: [Item]

        public init(_ title: Item?, _ items: [Item]) {
            self.title = title
            self.items = items
        }
    }

    public struct Item: Hashable, Sendable {
        public let name: String
        public let link: Link
        public let count: Int?

        public init(_ name: String, _ link: Link, count: Int? = nil) {
            self.name = name
            self.link = link
            self.count = count
        }
    }

    /// The list of what is to be done, where the main entry for tasks leads; the chips of the list lead on to the rest.
    public static let openTasks = Link("/tasks?q=is%3Aopen")

    public init() { self.init(isWhole: true) }

    init(isWhole: Bool) { self.isWhole = isWhole }
}
