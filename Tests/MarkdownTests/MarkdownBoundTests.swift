import Dispatch
import HTML
import Synchronization
import Testing
import TestingElwosa

@testable import Markdown

struct MarkdownBoundTests {
    private static func fill(_ piece: String, _ bytes: Int = Markdown.byteLimit) -> String {
        String(repeating: piece, count: bytes / piece.utf8.count)
    }

    /// Each costs the library the square of its length, memory without end, or a deep stack.
    static let hostileTexts: [String] = repeated.map { fill($0) } + composed

    private static let repeated: [String] = [
        ">", "> ", "[", "]", "*", "_", "~", "`", "- ", "1. ", "![a", "[a", "a]", "*a **a ", "a**b", "<", "a<!--", "a<?",
        "a<![CDATA[", "![[]()", "[a](b", "&", "\\", "|", "|\n", "www.", "www.)", "a@a.", "a@", "@a", "#1", "~~a ~",
        "http://", "[a]: b\n", "#", "\n", "\t", "| - |\n", "***\n", "```\n",
    ]

    private static let composed: [String] =
        [
            fill("x\n", 65_000) + "|-|\n", fill("a|", 40_000) + "\n" + fill("-|", 20_000),
            "www.a.b" + fill(")", 60_000), "[a]: /u\n\n" + fill("![a", 30_000) + fill("[a]", 30_000),
            "|" + fill("a|", 10_000) + "\n|" + fill("-|", 10_000) + "\n" + fill("x\n", 40_000),
            fill("*", 30_000) + "a" + fill("*", 30_000), fill("[", 30_000) + "a" + fill("]", 30_000),
        ] + MarkdownExpansionTests.bombs

    @Test("a text made to hold the parser up is answered, and with a page of its size", arguments: hostileTexts.indices)
    func hostile(index: Int) {
        let html = Markdown.html(Self.hostileTexts[index])
        #expect(html.bytes.count <= Markdown.outputLimit + 6 * Markdown.byteLimit)
    }

    @Test("what would cost the square of its length is not parsed, or not for tables")
    func effort() {
        func effort(_ text: String) -> Effort { Effort(Array(text.utf8)) }
        for piece in ["a<!--", "a<?", "![[]()"] { #expect(!effort(Self.fill(piece)).isBounded) }
        #expect(!effort(Self.fill("x\n") + "|-|\n").isBoundedWithTables)
        #expect(!effort(Self.fill("a|") + "\n").isBoundedWithTables)
        #expect(
            !effort(String(repeating: "|", count: 300) + "\n" + String(repeating: "x\n", count: 2_000))
                .isBoundedWithTables)
        let rows = String(repeating: "| name | 7 | - | [x](/y) |\n", count: 2_000)
        let usual = effort("| a | b | c | d |\n|---|---|---|---|\n" + rows)
        #expect(usual.isBounded && usual.isBoundedWithTables)
        #expect(effort(Self.fill("- [ ] water ![the](/plants)\n")).isBounded == false)
        #expect(effort(Self.fill("- [ ] water the [plants](/tasks/7), <b>all</b> of them!\n")).isBounded)
    }

    @Test("a text that is not parsed is shown as it was written")
    func asWritten() {
        let long = String(repeating: "*a* <b>\n", count: 8_193)
        #expect(Markdown.html(long).text.hasPrefix("<pre>*a* &lt;b&gt;\n*a*"))
        #expect(Markdown.html(String(long.dropLast(8))).text.hasPrefix("<p><em>a</em>"))
        #expect(Markdown.html(Self.fill("a<?")).text == "<pre>" + HTML(text: Self.fill("a<?")).text + "</pre>\n")
    }

    @Test("what is nested deeper than a page can show keeps its text")
    func depth() {
        for piece in ["> ", "- ", "1. "] {
            let html = Markdown.html(String(repeating: piece, count: 5_000) + "deep *down*")
            let markup = Markup(html.text)
            #expect(markup.brokenRules() == [] && markup.root.text.hasSuffix("deep down"))
            #expect(markup.root.all.map { $0.ancestors.count }.max()! < 110)
        }
    }

    @Test("whatever is typed, the markup is sound and has nothing that acts")
    func random() {
        var random = SeededRandom(seed: 4)
        let pieces = [
            "a", "b ", " ", "\n", "\n\n", "*", "**", "_", "~~", "`", "```\n", "[", "](", ")", "![", "](/x)",
            "](javascript:x)",
            "](https://x.org)", "<", ">", "> ", "- ", "- [x] ", "1. ", "# ", "| ", "|\n", "|-|-|\n", "<b>", "<!--",
            "-->",
            "<script>", "&", "&lt;", "&#0;", "\\", "\"", "'", "\u{0}", "\u{7}", "ä", "😀", "https://x.org/", "www.",
            "@ada",
            "#7", "    ", "\t", "[a]: /y\n", "[a]", "![](", "(", "===\n", "---\n", "<https://x.org>", "ada@x.org",
            "\u{2028}", "[^1]", "[^1]: ", "\n\n[^2]: a\n", "[^2]", "\\@ada", "\\",
        ]
        let known: Set = [
            "", "p", "br", "em", "strong", "del", "code", "pre", "a", "ul", "ol", "li", "blockquote", "hr", "table",
            "thead",
            "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6", "sup",
        ]
        let references = Markdown.References(
            mention: { .init(length: min(3, $0.count), link: .to("people", "ada")) }, task: { .to("tasks", $0) })
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 1...40, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
            let markup = Markup(Markdown.html(text, references: references).text)
            let broken = markup.brokenRules()
            #expect(broken == [], "\(text.debugDescription)")
            for element in markup.root.all {
                #expect(known.contains(element.name), "\(text.debugDescription)")
                #expect(
                    Set(element.attributes.keys).isSubset(of: ["href", "rel", "class", "start", "id", "aria-label"]))
                if let id = element["id"] { #expect(id.hasPrefix("text-")) }
                guard let address = element["href"], !address.hasPrefix("#text-") else { continue }
                #expect(Link(untrusted: address) != nil)
            }
        }
    }

    @Test("many threads may read at once, those with strikethrough too")
    func threads() {
        let wrong = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 2_000) { turn in
            let html = Markdown.html(turn % 2 == 0 ? "~~a~~ *b*" : "a *b*\n\n|c|\n|-|").text
            let expected =
                turn % 2 == 0
                ? "<p><del>a</del> <em>b</em></p>\n"
                : "<p>a <em>b</em></p>\n<table>\n<thead>\n<tr>\n<th>c</th>\n</tr>\n</thead>\n</table>\n"
            if html != expected { wrong.withLock { $0 += 1 } }
        }
        #expect(wrong.withLock { $0 } == 0)
    }
}
