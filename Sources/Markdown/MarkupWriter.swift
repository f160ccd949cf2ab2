import HTML

/// Writes a tree's nodes, in document order, as HTML.
struct MarkupWriter {
    /// An element whose end is still to come.
    private struct Open {
        let end: HTML
        let isShown: Bool
        let isAnchor: Bool
        /// The amount that had been shown before it began.
        let shownBefore: Int
        /// The address of a link that is none, which is said behind its text.
        let address: String?
    }

    private(set) var html = HTML.empty
    private let firstHeading: Int
    private let references: Markdown.References
    private let footnotes: Markdown.Footnotes
    /// The links to each footnote that were written so far, counted by the footnote's number.
    private var footnoteUses: [Int: Int] = [:]
    private var footnoteCount = 0
    /// The ways back from the footnote at hand are still to be written.
    private var owesBackLinks = false
    private let box: (Markdown.TickBox) -> HTML
    private var boxCount = 0
    private var open: [Open] = []
    private var anchors = 0
    /// The number of elements that are open and shown. What is nested deeper keeps its text alone: a page has no use
    /// for it, and browsers stop at 512.
    private var depth = 0
    private static let depthLimit = 100
    /// Texts that can be seen, so far.
    private var shown = 0
    /// The mark of a ticked item, which goes into its paragraph where it has one.
    private var tick: HTML?
    private var alignments: [UInt8] = []
    private var column = 0
    private let byteLimit: Int
    /// The limit is passed: the text is not whole, and nothing more is written.
    private(set) var isTooLong = false

    init(
        firstHeading: Int, references: Markdown.References, footnotes: Markdown.Footnotes,
        box: @escaping (Markdown.TickBox) -> HTML, byteLimit: Int
    ) {
        self.firstHeading = min(max(firstHeading, 2), 6)
        self.references = references
        self.footnotes = footnotes
        self.box = box
        self.byteLimit = byteLimit
    }

    mutating func write(_ node: Node, isEntering: Bool) {
        isTooLong = isTooLong || html.bytes.count > byteLimit
        guard !isTooLong else { return }
        guard isEntering else { return leave(node) }
        if case .paragraph = node.kind {
            begin(paragraphOf: node)
            return placeTick()
        }
        placeTick()
        if !writeLeaf(node) { enter(node) }
    }

    private mutating func placeTick() {
        if let tick { html.append(tick) }
        tick = nil
    }
}

// Nodes without others inside
extension MarkupWriter {
    private mutating func writeLeaf(_ node: Node) -> Bool {
        switch node.kind {
        case .text: text(node.literal)
        case .softBreak, .lineBreak: html.append("<br>\n")
        case .code: show(node.code) { "<code>\($0)</code>" }
        case .rawHTML: show(node.code) { HTML(text: $0) }
        case .codeBlock: codeBlock(node)
        case .htmlBlock: htmlBlock(node)
        case .rule: html.append("<hr>\n")
        default: return false
        }
        return true
    }

    private mutating func show(_ text: String, _ markup: (String) -> HTML) {
        if text.contains(where: { !$0.isWhitespace }) { shown += 1 }
        html.append(markup(text))
    }

    private mutating func text(_ text: String) {
        guard anchors == 0 else {
            return show(text) { HTML(text: EscapeMark.shown($0)) }
        }
        let references = references
        show(text) { TextLinks($0, references: references).html }
    }

    private mutating func codeBlock(_ node: Node) {
        let language = node.info.prefix { !$0.isWhitespace }
        let isName =
            (1...32).contains(language.utf8.count)
            && language.utf8.allSatisfy { (0x61...0x7a).contains($0 | 0x20) || "0123456789+#_.-".utf8.contains($0) }
        show(node.code) { code in
            "<pre><code\(attribute: "class", isName ? "language-\(language)" : nil)>\(code)</code></pre>\n"
        }
    }

    private mutating func htmlBlock(_ node: Node) {
        let lines = node.code.split(separator: "\n")
        html.append("<p>")
        for (index, line) in lines.enumerated() { show(String(line)) { "\(index == 0 ? "" : "<br>\n" as HTML)\($0)" } }
        html.append("</p>\n")
    }
}

// Nodes with others inside
extension MarkupWriter {
    private mutating func enter(_ node: Node) {
        switch node.kind {
        case .quote: begin("<blockquote>\n", "</blockquote>\n")
        case .list: begin(list: node.listStart)
        case .item(let isTicked): begin(item: node, isTicked: isTicked)
        case .heading: begin(headingOf: node.headingLevel)
        case .emphasis: begin("<em>", "</em>")
        case .strong: begin("<strong>", "</strong>")
        case .deletion: begin("<del>", "</del>")
        case .link, .image: begin(anchorTo: node)
        case .footnoteReference: begin(footnoteReference: node.footnoteNumber)
        case .footnote: beginFootnote()
        case .table: begin(table: node)
        case .tableHead: beginPart("<thead>\n<tr>\n", "</tr>\n</thead>\n")
        case .tableRow:
            beginPart(node.isSecond ? "<tbody>\n<tr>\n" : "<tr>\n", node.isLast ? "</tr>\n</tbody>\n" : "</tr>\n")
        case .tableCell: begin(cell: node)
        default: begin("", "", isShown: false)
        }
    }

    private mutating func begin(
        _ start: HTML, _ end: HTML, isShown: Bool = true, isAnchor: Bool = false, address: String? = nil
    ) {
        let isShown = isShown && depth < Self.depthLimit
        if isShown {
            html.append(start)
            depth += 1
        }
        if isShown && isAnchor { anchors += 1 }
        open.append(
            Open(end: end, isShown: isShown, isAnchor: isShown && isAnchor, shownBefore: shown, address: address))
    }

    /// Begins an element that only makes sense inside another, so it is shown where that one is.
    private mutating func beginPart(_ start: HTML, _ end: HTML) {
        column = 0
        begin(start, end, isShown: open.last?.isShown == true)
    }

    private mutating func leave(_ node: Node) {
        placeTick()
        guard let element = open.popLast() else { return }
        if let address = element.address { say(address, behind: element) }
        placeBackLinks(node)
        guard element.isShown else {
            // Between what would have been blocks.
            if case .paragraph = node.kind, !node.isLast { html.append("\n") }
            return
        }
        if element.isAnchor {
            anchors -= 1
            // Nobody could press it.
            if shown == element.shownBefore { show(node.address) { HTML(text: $0) } }
        }
        html.append(element.end)
        depth -= 1
        if case .footnote = node.kind, node.isLast { html.append("</ol>\n") }
    }

    private mutating func begin(paragraphOf node: Node) {
        begin("<p>", "</p>\n", isShown: !node.isInTightList)
    }

    private mutating func begin(list start: Int?) {
        guard let start else { return begin("<ul>\n", "</ul>\n") }
        begin("<ol\(attribute: "start", start == 1 ? nil : String(start))>\n", "</ol>\n")
    }

    private mutating func begin(item node: Node, isTicked: Bool?) {
        beginPart(isTicked == nil ? "<li>" : "<li class=\"ticked\">", "</li>\n")
        guard let isTicked else { return }
        boxCount += 1
        tick = box(Markdown.TickBox(number: boxCount, isTicked: isTicked, words: node.firstWords))
    }

    private mutating func begin(headingOf level: Int) {
        let level = min(level + firstHeading - 1, 6)
        begin("<h\(level)>", "</h\(level)>\n")
    }

    /// No link where the address may not stand in a page as one, and within another link.
    private mutating func begin(anchorTo node: Node) {
        let address = node.address
        guard anchors == 0 else { return begin("", "", isShown: false) }
        guard
            let link = Link(
                untrusted: address.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "%20"))
        else { return begin("", "", isShown: false, address: address.isEmpty || node.isAutolink ? nil : address) }
        begin("<a href=\"\(link)\"\(attribute: "rel", link.foreignRelation)>", "</a>", isAnchor: true)
    }

    /// The address of a link that leads nowhere, behind its text: a reader may have a use for it even so.
    private mutating func say(_ address: String, behind element: Open) {
        let isAlone = shown == element.shownBefore
        show(address) { isAlone ? HTML(text: $0) : " (\($0))" }
    }

    private mutating func begin(footnoteReference number: Int) {
        shown += 1
        guard anchors == 0 else { return begin("<sup>\(number)", "</sup>") }
        footnoteUses[number, default: 0] += 1
        begin("<sup>\(footnotes.reference(to: number, time: footnoteUses[number] ?? 1))", "</sup>")
    }

    private mutating func beginFootnote() {
        footnoteCount += 1
        owesBackLinks = true
        if footnoteCount == 1 { html.append("<ol class=\"footnotes\">\n") }
        begin("<li id=\"\(footnotes.noteId(footnoteCount))\">", "</li>\n")
    }

    /// In the footnote's last paragraph where it ends with one; the list of footnotes ends with the last of them.
    private mutating func placeBackLinks(_ node: Node) {
        guard owesBackLinks else { return }
        let links = footnotes.backLinks(of: footnoteCount, times: footnoteUses[footnoteCount] ?? 0)
        switch node.kind {
        case .paragraph where node.isLast && node.isInFootnote: html.append(links)
        case .footnote: html.append(links.isEmpty ? .empty : "<p>\(links)</p>\n")
        default: return
        }
        owesBackLinks = false
    }

    private mutating func begin(table node: Node) {
        alignments = node.alignments
        begin("<table>\n", "</table>\n")
    }

    private mutating func begin(cell node: Node) {
        let name =
            switch column < alignments.count ? alignments[column] : 0 {
            case UInt8(ascii: "c"): "align-center"
            case UInt8(ascii: "r"): "align-right"
            default: nil as String?
            }
        let next = column + 1
        let isHead = node.isInTableHead
        beginPart("<\(isHead ? "th" : "td" as HTML)\(attribute: "class", name)>", isHead ? "</th>\n" : "</td>\n")
        column = next
    }
}

extension Link {
    /// The `rel` of a link, by which other sites and search engines are told nothing; nil for our addresses and mail.
    var foreignRelation: String? {
        address.lowercased().utf8.starts(with: "http".utf8) ? "nofollow noopener noreferrer" : nil
    }
}
