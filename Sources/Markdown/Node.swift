import CMarkGFM

/// One node of the tree, good while its document is.
struct Node {
    enum Kind {
        case document, quote, list, item(isTicked: Bool?), codeBlock, htmlBlock, paragraph, heading, rule
        case text, softBreak, lineBreak, code, rawHTML, emphasis, strong, deletion, link, image
        case table, tableHead, tableRow, tableCell
        /// The library counts footnotes by where they are first referred to, puts them at the end in that order, and
        /// leaves out those to which nothing refers.
        case footnoteReference, footnote
        /// A kind that none of our extensions makes; its content is still shown.
        case other
    }

    private let pointer: OpaquePointer
    let kind: Kind

    init(_ pointer: OpaquePointer, _ boxes: BoxSigns) {
        self.pointer = pointer
        kind = Self.kinds[cmark_node_get_type(pointer).rawValue] ?? Self.named(pointer, boxes)
    }

    private static let kinds: [UInt32: Kind] = Dictionary(
        uniqueKeysWithValues: [
            (CMARK_NODE_DOCUMENT, Kind.document), (CMARK_NODE_BLOCK_QUOTE, .quote), (CMARK_NODE_LIST, .list),
            (CMARK_NODE_CODE_BLOCK, .codeBlock), (CMARK_NODE_HTML_BLOCK, .htmlBlock),
            (CMARK_NODE_PARAGRAPH, .paragraph), (CMARK_NODE_HEADING, .heading), (CMARK_NODE_THEMATIC_BREAK, .rule),
            (CMARK_NODE_TEXT, .text), (CMARK_NODE_SOFTBREAK, .softBreak), (CMARK_NODE_LINEBREAK, .lineBreak),
            (CMARK_NODE_CODE, .code), (CMARK_NODE_HTML_INLINE, .rawHTML), (CMARK_NODE_EMPH, .emphasis),
            (CMARK_NODE_STRONG, .strong), (CMARK_NODE_LINK, .link), (CMARK_NODE_IMAGE, .image),
            (CMARK_NODE_FOOTNOTE_REFERENCE, .footnoteReference), (CMARK_NODE_FOOTNOTE_DEFINITION, .footnote),
        ].map { ($0.0.rawValue, $0.1) })

    /// The extensions' nodes have numbers that are given out when they are registered, and fixed names.
    private static func named(_ pointer: OpaquePointer, _ boxes: BoxSigns) -> Kind {
        switch String(cString: cmark_node_get_type_string(pointer)) {
        case "item": .item(isTicked: nil)
        // The library takes a line for ticked that has an `[x]` anywhere.
        case "tasklist": .item(isTicked: boxes.isTicked(Self.start(pointer)))
        case "strikethrough": .deletion
        case "table": .table
        case "table_header": .tableHead
        case "table_row": .tableRow
        case "table_cell": .tableCell
        default: .other
        }
    }

    /// The text of a node that has one, with the marks of what is escaped; empty for all others.
    var literal: String { Self.literal(of: pointer) }

    private static func literal(of pointer: OpaquePointer) -> String {
        cmark_node_get_literal(pointer).map { String(cString: $0) } ?? ""
    }

    /// The text of code and of raw HTML, in which a backslash is one.
    var code: String { EscapeMark.written(literal) }

    /// The address of a link or an image, not yet looked at.
    var address: String {
        EscapeMark.shown(cmark_node_get_url(pointer).map { String(cString: $0) } ?? "")
    }

    /// An address in angle brackets, which is its own text.
    var isAutolink: Bool {
        guard let only = cmark_node_first_child(pointer), cmark_node_next(only) == nil else { return false }
        return EscapeMark.shown(Self.literal(of: only)) == address
    }

    /// The number of the footnote that a reference means, from 1.
    var footnoteNumber: Int { Int(literal) ?? 0 }

    var isInFootnote: Bool {
        cmark_node_parent(pointer).map { cmark_node_get_type($0) == CMARK_NODE_FOOTNOTE_DEFINITION } == true
    }

    /// The place where a block begins.
    var start: BoxSigns.ItemStart { Self.start(pointer) }

    private static func start(_ pointer: OpaquePointer) -> BoxSigns.ItemStart {
        BoxSigns.ItemStart(
            line: Int(cmark_node_get_start_line(pointer)) - 1, column: Int(cmark_node_get_start_column(pointer)) - 1)
    }

    /// The words of the first block in it.
    ///
    /// - Units: at most about 200 characters.
    var firstWords: String {
        guard let block = cmark_node_first_child(pointer), let iterator = cmark_iter_new(block) else { return "" }
        defer { cmark_iter_free(iterator) }
        var words = ""
        while words.utf8.count < 200, cmark_iter_next(iterator) != CMARK_EVENT_DONE {
            guard let node = cmark_iter_get_node(iterator) else { break }
            switch cmark_node_get_type(node) {
            case CMARK_NODE_TEXT: words += EscapeMark.shown(Self.literal(of: node))
            case CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE: words += EscapeMark.written(Self.literal(of: node))
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: words += " "
            default: break
            }
        }
        return String(words.prefix(200))
    }

    /// A title that no page shows; it is read to know how large the tree is.
    var title: String { cmark_node_get_title(pointer).map { String(cString: $0) } ?? "" }

    /// The words behind the fence of a code block.
    var info: String {
        EscapeMark.shown(cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? "")
    }

    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }

    /// nil for a list with bullets.
    var listStart: Int? {
        cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
    }

    /// A paragraph in a list whose items are not apart, which is shown without its element.
    var isInTightList: Bool {
        guard let list = cmark_node_parent(pointer).flatMap(cmark_node_parent) else { return false }
        return cmark_node_get_list_tight(list) == 1
    }

    /// The alignments of a table's columns, a letter each: `l`, `c` or `r`; 0 where none is given.
    var alignments: [UInt8] {
        let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
        guard let letters = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
        return Array(UnsafeBufferPointer(start: letters, count: count))
    }

    /// A row's place: true where it is the first below the head.
    var isSecond: Bool {
        guard let before = cmark_node_previous(pointer) else { return false }
        return cmark_node_previous(before) == nil
    }

    var isInTableHead: Bool {
        guard let row = cmark_node_parent(pointer) else { return false }
        return cmark_gfm_extensions_get_table_row_is_header(row) == 1
    }

    var isLast: Bool { cmark_node_next(pointer) == nil }
}
