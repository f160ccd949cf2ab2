import HTML
import Testing

@testable import Markdown

struct MarkdownEscapeTests {
    private static let ada = "<a href=\"/ada\">@ada</a>"
    private var references: Markdown.References {
        Markdown.References(
            mention: { $0.starts(with: "ada".unicodeScalars) ? .init(length: 3, link: Link("/ada")) : nil },
            task: { .to("tasks", $0) })
    }

    @Test(
        "a sign behind a backslash is that sign and begins nothing; two backslashes are one, and hide nothing",
        arguments: [
            ("\\@ada", "<p>@ada</p>\n"), ("\\\\@ada", "<p>\\\(ada)</p>\n"), ("\\\\\\@ada", "<p>\\@ada</p>\n"),
            ("\\@ada @ada", "<p>@ada \(ada)</p>\n"), ("\\#7 #7", "<p>#7 <a href=\"/tasks/7\">#7</a></p>\n"),
            ("ada\\@x.org", "<p>ada@x.org</p>\n"), ("http\\://x.org www\\.x.org", "<p>http://x.org www.x.org</p>\n"),
            ("\\# no heading", "<p># no heading</p>\n"), ("1\\. no list", "<p>1. no list</p>\n"),
            ("[\\@ada](/x\\#y)", "<p><a href=\"/x#y\">@ada</a></p>\n"),
            ("[a][\\#]\n\n[\\#]: /x", "<p><a href=\"/x\">a</a></p>\n"),
            ("a\\@*b*", "<p>a@<em>b</em></p>\n"), ("*a\\@*b", "<p>*a@*b</p>\n"),
        ])
    func escaped(text: String, html: String) {
        #expect(Markdown.html(text, references: references).text == html)
    }

    @Test(
        "a sign that is written as an entity begins nothing either, whichever entity it is",
        arguments: [
            ("&#64;ada", "<p>@ada</p>\n"), ("&#0000064;ada &#x40;ada &#X000040;ada", "<p>@ada @ada @ada</p>\n"),
            ("&commat;ada @ada", "<p>@ada \(ada)</p>\n"), ("\\&#64;ada", "<p>&amp;#64;ada</p>\n"),
            ("\\\\&#64;ada", "<p>\\@ada</p>\n"), ("&#35;7 &num;7 &#x23;7", "<p>#7 #7 #7</p>\n"),
            ("a&#64;x.org a@x&period;org", "<p>a@x.org a@x.org</p>\n"),
            ("http&colon;//x.org www&#46;x.org", "<p>http://x.org www.x.org</p>\n"),
            ("&lt;@ada &amp; @ada", "<p>&lt;\(ada) &amp; \(ada)</p>\n"),
            ("&foo;@ada &#64", "<p>&amp;foo;\(ada) &amp;#64</p>\n"),
            ("[x](/a&#35;b)", "<p><a href=\"/a#b\">x</a></p>\n"), ("x*&#64;ada*", "<p>x*@ada*</p>\n"),
            ("&#xfdd0;@ada&#x00FDD0;", "<p>@ada</p>\n"),
        ])
    func entities(text: String, html: String) {
        #expect(Markdown.html(text, references: references).text == html)
    }

    @Test(
        "in code and in raw HTML a backslash is one, and an entity is its letters",
        arguments: [
            ("`\\@ada`", "<p><code>\\@ada</code></p>\n"), ("    \\#7", "<pre><code>\\#7\n</code></pre>\n"),
            ("```\n\\@ada \\.\n```", "<pre><code>\\@ada \\.\n</code></pre>\n"),
            ("a <b c=\"\\@\">", "<p>a &lt;b c=&quot;\\@&quot;&gt;</p>\n"),
            ("<div>\n\\@ada", "<p>&lt;div&gt;<br>\n\\@ada</p>\n"),
            ("`&#64;ada &commat;`", "<p><code>&amp;#64;ada &amp;commat;</code></p>\n"),
            ("    &#x00FDD0;&#x00FDD0;&#64;", "<pre><code>&amp;#x00FDD0;&amp;#x00FDD0;&amp;#64;\n</code></pre>\n"),
            ("a <b c=\"&#64;\">", "<p>a &lt;b c=&quot;&amp;#64;&quot;&gt;</p>\n"),
        ])
    func code(text: String, html: String) {
        #expect(Markdown.html(text, references: references).text == html)
    }

    @Test(
        "whoever is mentioned is mentioned in the text, not in code, addresses, links or raw HTML, and not where it is escaped"
    )
    func mentions() {
        func found(_ text: String) -> Int {
            Markdown.mentions(in: text) { $0.starts(with: "ada".unicodeScalars) ? (3, 1) : nil }.count
        }
        for text in [
            "@ada", "(@ada)", "*@ada*", "a\n@ada", "> - @ada", "| a |\n|-|\n| @ada |", "x[^1]\n\n[^1]: @ada", "# @ada",
            "~~@ada~~", "- [ ] @ada", "&#62;@ada",
        ] {
            #expect(found(text) == 1, "\(text)")
        }
        let none = [
            "`@ada`", "```\n@ada\n```", "    @ada", "http://x.org/@ada", "<http://x.org/@ada>", "[x](/@ada)",
            "ben@ada.org",
            "[@ada](/x)", "\\@ada", "&#64;ada", "&#x40;ada", "&commat;ada", "`` ` @ada ``", "![@ada](/x)",
            "![@ada][x]\n\n[x]: /y",
            "[x](/y '@ada')", "<mailto:@ada>", "<a@ada.org>", "[^1]: @ada", "``` @ada\n```", "| `@ada` |\n|-|",
            "\\\\\\@ada",
            "a@ada", "x&#64;@ada", "ben@ada", "![x](/@ada)", "www.x.org/@ada", "[x]\n\n[x]: /y \"@ada\"",
        ]
        for text in none { #expect(found(text) == 0, "\(text)") }
        #expect(found("@ada, @ada") == 2)
    }
}
