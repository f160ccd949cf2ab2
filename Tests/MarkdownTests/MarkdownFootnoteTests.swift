import HTML
import Testing
import TestingElwosa

@testable import Markdown

struct MarkdownFootnoteTests {
    private func html(_ text: String) -> String {
        Markdown.html(text, footnotes: .init(prefix: "n", back: "Back")).text
    }

    private static func back(_ id: String, _ name: String) -> String {
        " <a href=\"#n-ref-\(id)\" aria-label=\"Back \(name)\">↩</a>"
    }

    private static func reference(_ id: String, _ number: Int) -> String {
        "<sup><a id=\"n-ref-\(id)\" href=\"#n-note-\(number)\">\(number)</a></sup>"
    }

    @Test("a footnote stands at the end, under the number by which the text refers to it, with a way back")
    func notes() {
        #expect(
            html("a[^x] b[^1]\n\n[^1]: *One*\n\n[^x]: Two\n\n    three")
                == "<p>a\(Self.reference("1", 1)) b\(Self.reference("2", 2))</p>\n"
                + "<ol class=\"footnotes\">\n<li id=\"n-note-1\"><p>Two</p>\n<p>three\(Self.back("1", "1"))</p>\n</li>\n"
                + "<li id=\"n-note-2\"><p><em>One</em>\(Self.back("2", "2"))</p>\n</li>\n</ol>\n")
    }

    @Test(
        "one that is referred to twice leads back twice, one that ends in code below it, and within a link it is no other"
    )
    func uses() {
        let twice = Self.back("1", "1") + Self.back("1-2", "1-2")
        #expect(html("a[^1][^1]\n\n[^1]: One").contains("<p>One\(twice)</p>"))
        #expect(html("a[^1][^1]\n\n[^1]: One").contains(Self.reference("1-2", 1)))
        #expect(html("a[^1]\n\n[^1]:\n        code").hasSuffix("</pre>\n<p>\(Self.back("1", "1"))</p>\n</li>\n</ol>\n"))
        #expect(html("[a[^1]](/b)\n\n[^1]: One").hasPrefix("<p><a href=\"/b\">a<sup>1</sup></a></p>"))
    }

    @Test("what refers to nothing stays as it was written")
    func none() {
        #expect(
            html("a[^1] `[^2]` \\[^3]\n\n    [^3]: x\n\n[^3]: x")
                == "<p>a[^1] <code>[^2]</code> [^3]</p>\n<pre><code>[^3]: x\n</code></pre>\n")
    }

    @Test("thousands of them cost no more than other texts, and stay within the bounds of a page")
    func bounds() {
        let references = String(repeating: "[^a]", count: 13_000) + "\n\n[^a]: x"
        #expect(Markdown.html(references).text.hasPrefix("<pre>"))
        let all = (1...2_400).map { "[^\($0)]" }.joined()
        let notes = (1...2_400).map { "[^\($0)]: x\n\n" }.joined()
        let markup = Markup(Markdown.html(all + "\n\n" + notes).text)
        #expect(markup.root.all("li").count == 2_400 && markup.brokenRules() == [])
    }
}
