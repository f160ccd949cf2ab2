import HTML

/// The drawings that pages use, on a grid of 16 with lines in the colour of the text around them.
///
/// The layout prints all of them once as symbols; `Icon.edit.html` refers to one. A file of its own would be a second
/// round trip before the first paint.
package enum Icon: String, CaseIterable, Sendable {
    case today, tasks, new, board, memory, more, search, edit, back, up, down, remove, add, check, blocked, move

    /// Decoration: a label beside or around it says what it means.
    package var html: HTML {
        "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#icon-\(rawValue)\"/></svg>"
    }

    private var lines: HTML {
        switch self {
        case .today:
            """
            <circle cx="8" cy="8" r="3"/><path d="M8 1.2v1.3M8 13.5v1.3M1.2 8h1.3M13.5 8h1.3M3.2 3.2l.9.9M11.9 \
            11.9l.9.9M3.2 12.8l.9-.9M11.9 4.1l.9-.9"/>
            """
        case .tasks: "<path d=\"M6.5 3.5h8M6.5 8h8M6.5 12.5h8M1.5 3.5l1 1 1.8-2M1.5 12.5l1 1 1.8-2M2 8h1.6\"/>"
        case .new: "<circle cx=\"8\" cy=\"8\" r=\"6.7\"/><path d=\"M8 5v6M5 8h6\"/>"
        case .board: "<path d=\"M2 2.5h3.2v11H2zM6.4 2.5h3.2v7H6.4zM10.8 2.5H14v4.5h-3.2z\"/>"
        case .memory:
            "<path d=\"M8 4.2C6.4 3 4.2 2.7 1.8 3v9.6c2.4-.3 4.6 0 6.2 1.2 1.6-1.2 3.8-1.5 6.2-1.2V3C11.8 2.7 9.6 3 8 4.2zM8 4.2v9.6\"/>"
        case .more: "<path d=\"M2 4h12M2 8h12M2 12h12\"/>"
        case .search: "<circle cx=\"7\" cy=\"7\" r=\"4.8\"/><path d=\"M10.6 10.6l3.9 3.9\"/>"
        case .edit: "<path d=\"M10.8 2.6l2.6 2.6L5.4 13.2l-3.2.6.6-3.2zM9.2 4.2l2.6 2.6\"/>"
        case .back: "<path d=\"M9.5 3.5L5 8l4.5 4.5\"/>"
        case .up: "<path d=\"M8 13V3.5M4 7.2l4-4 4 4\"/>"
        case .down: "<path d=\"M8 3v9.5M4 8.8l4 4 4-4\"/>"
        case .check: "<path d=\"M3 8.5l3.3 3.3L13 4.8\"/>"
        case .add: "<path d=\"M8 3.5v9M3.5 8h9\"/>"
        case .remove: "<path d=\"M4 4l8 8M12 4l-8 8\"/>"
        case .move: "<path d=\"M2 8h11.5M9.8 4.2L13.6 8l-3.8 3.8\"/>"
        case .blocked: "<circle cx=\"8\" cy=\"8\" r=\"6.2\"/><path d=\"M3.6 3.6l8.8 8.8\"/>"
        }
    }

    /// All symbols, once per page.
    static let sprite: HTML = """
        <svg class="sprite" aria-hidden="true">\(allCases.map { icon in
            "<symbol id=\"icon-\(icon.rawValue)\" viewBox=\"0 0 16 16\">\(icon.lines)</symbol>" as HTML
        })</svg>
        """

    /// The mark of the house: a list that reads as an E.
    static let mark: HTML = """
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect class="ground" width="32" height="32" rx="7"/>\
        <path class="lines" d="M9 9.5h14M9 16h9M9 22.5h14"/></svg>
        """
}
