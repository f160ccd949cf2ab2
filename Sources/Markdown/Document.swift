import CMarkGFM
import Synchronization

/// A text as libcmark-gfm's tree of nodes.
struct Document: ~Copyable {
    private let root: OpaquePointer
    private let boxes: BoxSigns

    /// - Source: cmark-gfm.h, section Parsing. `CMARK_OPT_UNSAFE` is never set.
    init(_ text: [UInt8], withTables: Bool) {
        boxes = BoxSigns(text)
        let bytes = EscapeMark.marked(text)
        let extensions = Extensions.known
        var wanted = [extensions.tickedLists]
        if withTables { wanted.append(extensions.tables) }
        // While a text is read, the library has the signs of its extensions in a table for all threads.
        if bytes.contains(UInt8(ascii: "~")) {
            wanted.append(extensions.strikethrough)
            root = Self.turn.withLock { _ in Parsed(bytes, wanted) }.root
        } else {
            root = Parsed(bytes, wanted).root
        }
    }

    private static let turn = Mutex(())

    deinit { cmark_node_free(root) }

    var firstWords: String { Node(root, boxes).firstWords }

    /// Every node in document order: those with others inside twice, entered and left.
    func walk(_ visit: (Node, _ isEntering: Bool) -> Void) {
        let iterator = cmark_iter_new(root)
        defer { cmark_iter_free(iterator) }
        while true {
            switch cmark_iter_next(iterator) {
            case CMARK_EVENT_ENTER: visit(Node(cmark_iter_get_node(iterator), boxes), true)
            case CMARK_EVENT_EXIT: visit(Node(cmark_iter_get_node(iterator), boxes), false)
            default: return
            }
        }
    }
}

/// Pointers may leave a lock's closure only as a value of their own.
private struct Parsed: @unchecked Sendable {
    let root: OpaquePointer

    init(_ bytes: [UInt8], _ extensions: [OpaquePointer]) {
        let parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES)
        defer { cmark_parser_free(parser) }
        for known in extensions { cmark_parser_attach_syntax_extension(parser, known) }
        bytes.withUnsafeBytes { raw in
            cmark_parser_feed(parser, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
        }
        root = cmark_parser_finish(parser)
        cmark_consolidate_text_nodes(root)
    }
}

/// The library's extensions, found once: after that they are only read.
private struct Extensions: @unchecked Sendable {
    let tables: OpaquePointer
    let tickedLists: OpaquePointer
    let strikethrough: OpaquePointer

    /// Swift makes a static value once, whoever comes first.
    static let known = Extensions()

    private init() {
        cmark_gfm_core_extensions_ensure_registered()
        tables = cmark_find_syntax_extension("table")
        tickedLists = cmark_find_syntax_extension("tasklist")
        strikethrough = cmark_find_syntax_extension("strikethrough")
    }
}
