import HTML
import Testing
import TestingElwosa

@testable import Markdown

/// Texts of which little becomes much: in the library's tree, or in ours.
struct MarkdownExpansionTests {
    private static func times(_ count: Int, _ piece: String) -> String { String(repeating: piece, count: count) }

    /// 64 KB at most, each once 179 MB, or some seconds in the library.
    static let bombs: [String] = [
        "[a]: http://a.b/" + times(32_000, "x") + "\n\n" + times(10_900, "[a]"),
        "[a]: javascript:" + times(32_000, "x") + "\n\n" + times(10_900, "[a]"),
        "[a]: <http://a.b/" + times(16_000, "x ") + ">\n\n" + times(10_900, "[a]"),
        "[a]:\n> http://a.b/" + times(32_000, "x") + "\n\n" + times(10_900, "[a]"),
        "> [a]: http://a.b/" + times(32_000, "&") + "\n\n" + times(10_900, "![a]"),
        "[a]: b\n> \"" + times(16_000, "x ") + "\"\n\n" + times(10_900, "[a]"),
        "[a]: b\n'" + times(1_000, "x\\' y\n") + "'\n\n" + times(10_900, "[a]"),
        "[a]: > (" + times(32_000, "x") + ")\n\n" + times(5_000, "[b][a]"),
        times(150, "[a]: /" + times(120, "x") + "\n") + "\n" + times(10_000, "[a]"),
        "[a]: http://a.b/" + times(8_000, "x") + "\n\n" + times(2_700, "[a]"),
        "[a]: /u \"\\\\\"" + times(16_000, "a ") + "a\"\n\n" + times(8_000, "[a],"),
        "[a]: /u '\\\\'" + times(16_000, "a ") + "a'\n\n" + times(8_000, "[a],"),
        "[a]: /u (\\\\)" + times(16_000, "a ") + "a)\n\n" + times(8_000, "[a],"),
        "[a]: /u \"" + times(8_000, "\\\\\"a ") + "\"\n\n" + times(8_000, "[a],"),
        "[a]: <\\\\>" + times(16_000, "x") + ">\n\n" + times(8_000, "[a],"),
        "[a]: <" + times(1_000, times(16, "x") + "\\\n") + ">\n\n" + times(8_000, "[a],"),
        ">[a]: /u\n>\"" + times(16_000, "a ") + "\"\n\n" + times(8_000, "[a],"),
        "[a]: " + times(4_000, "(\\(a\\))") + "\n\n" + times(8_000, "[a],"),
        times(20_000, ">") + "a\n" + times(22_000, "b\n"), times(8_000, "1. ") + "a\n" + times(40_000, "\n"),
        times(8_000, "+ ") + "a\n" + times(48_000, "\n"), times(5_000, ">- ") + "a\n" + times(24_000, "b\n"),
    ]

    @Test("what would become a hundred times as much is shown as it was written", arguments: bombs.indices)
    func refused(index: Int) {
        let text = Self.bombs[index]
        #expect(!Effort(Array(text.utf8)).isBounded)
        #expect(Markdown.html(text).text == "<pre>" + HTML(text: text).text + "</pre>\n")
    }

    @Test("footnotes and change logs with hundreds of definitions are links")
    func usual() {
        let log = (1...300).map { "## [1.\($0).0]\n- Say *something*, see [#\($0)][i\($0)]\n" }.joined()
        let ends = (1...300).map {
            "[1.\($0).0]: https://example.org/elwosa/compare/v1.\($0 - 1).0...v1.\($0).0 \"All of it\"\n[i\($0)]: <https://example.org/(issues)/\($0)>\n"
        }.joined()
        let text = String((log + "\n" + ends).prefix(Markdown.byteLimit))
        #expect(text.utf8.count > 50_000)
        #expect(Markup(Markdown.html(text).text).root.all("a").count == 600)
        let code = Self.times(2_000, String(repeating: " ", count: 40) + "- let x = 1\n").prefix(Markdown.byteLimit)
        #expect(Effort(Array(code.utf8)).isBounded)
    }

    @Test("whatever is generated, the library's tree and the markup stay within their bounds")
    func generated() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<150 {
            let text = Self.family(&random)
            let effort = Effort(Array(text.utf8))
            #expect(Markdown.html(text).bytes.count <= Markdown.outputLimit + 6 * Markdown.byteLimit)
            guard effort.isBounded else { continue }
            let (nodes, copied) = Self.size(of: text, effort)
            #expect(copied <= 6 * text.utf8.count + effort.expansion, "\(text.prefix(200).debugDescription)")
            #expect(nodes <= 3 * text.utf8.count + 200_000, "\(text.prefix(200).debugDescription)")
        }
    }

    /// A definition of any shape, and many uses; sometimes with something between them.
    private static func family(_ random: inout SeededRandom) -> String {
        let length = [1, 40, 500, 4_000, 20_000].randomElement(using: &random)!
        let fill = times(
            length,
            ["x", "&nGt;", "(", ")", "\\\"", "\\\\\"", "\\\\')", "\\>", "\\\n", "%", "ä", "x "].randomElement(
                using: &random)!)
        let before = ["", "> ", "- ", "1. ", "text\n\n", "[a]: b\n"].randomElement(using: &random)!
        let start = [": ", ":\n", ": <", ": > ", ":\t", ": b \"", ": b\n'", ": b (", ": http://a.b/"]
            .randomElement(using: &random)!
        let end = ["", ">", "\"", "'", ")", " \"t\"", "\n\n"].randomElement(using: &random)!
        let use = ["[a]", "![a]", "[a][]", "[b][a]", "[a] ", "[[a]", "*[a]*\n", "> [a]\n", "|[a]|\n|-|\n"]
            .randomElement(using: &random)!
        let count = [1, 30, 300, 6_000].randomElement(using: &random)!
        let text = before + "[a]" + start + fill + end + "\n\n" + times(count, use)
        return String(decoding: Array(text.utf8).prefix(Markdown.byteLimit), as: UTF8.self)
    }

    private static func size(of text: String, _ effort: Effort) -> (nodes: Int, copied: Int) {
        var (nodes, copied) = (0, 0)
        Document(Array(text.utf8), withTables: effort.isBoundedWithTables).walk { node, isEntering in
            guard isEntering else { return }
            nodes += 1
            copied += node.address.utf8.count + node.title.utf8.count + node.literal.utf8.count
        }
        return (nodes, copied)
    }

    @Test("what our own markup would make too long is shown as it was written")
    func output() {
        let references = Markdown.References(mention: { _ in
            .init(length: 3, link: .to("people", "ada" + Self.times(80, "x")))
        })
        let text = Self.times(13_000, "@ada ")
        #expect(Markdown.html(text, references: references).text == "<pre>\(text)</pre>\n")
        #expect(Markdown.html(Self.times(1_000, "@ada "), references: references).text.hasPrefix("<p><a"))
    }

    @Test("the texts of a page share what they may cost; those behind it are shown as they were written")
    func page() {
        let allowance = Markdown.Allowance()
        let long = Self.times(2_700, "- *a* [b](/c) `d`, e\n")
        var shown: [Bool] = []
        for _ in 0..<60 { shown.append(Markdown.html(long, allowance: allowance).text.hasPrefix("<ul>")) }
        #expect(shown.prefix(4) == [true, true, true, true])
        #expect(shown.filter { $0 }.count < 7 && shown.last == false)
        #expect(Markdown.html(long).text.hasPrefix("<ul>"))
        var cost = 0
        let expanding = "[a]: /" + Self.times(400, "x") + "\n\n" + Self.times(2_000, "[a]")
        let other = Markdown.Allowance()
        while Markdown.html(expanding, allowance: other).text.hasPrefix("<p><a") { cost += 1 }
        #expect((1...8).contains(cost))
    }
}
