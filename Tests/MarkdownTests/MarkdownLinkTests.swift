import HTML
import Markdown
import Testing

struct MarkdownLinkTests {
    private static let foreign = " rel=\"nofollow noopener noreferrer\""

    private func inner(_ text: String, _ references: Markdown.References = .none) -> String {
        let html = Markdown.html(text, references: references).text
        return html.hasPrefix("<p>") && html.hasSuffix("</p>\n") ? String(html.dropFirst(3).dropLast(5)) : html
    }

    @Test(
        "links lead to the web, to mail and to our own pages, and the web is told nothing",
        arguments: [
            ("[a](http://x.org)", "<a href=\"http://x.org\"\(foreign)>a</a>"),
            ("[a *b*](HTTPS://x.org/?a=1&b=2)", "<a href=\"HTTPS://x.org/?a=1&amp;b=2\"\(foreign)>a <em>b</em></a>"),
            ("<https://x.org/a_b_c>", "<a href=\"https://x.org/a_b_c\"\(foreign)>https://x.org/a_b_c</a>"),
            ("<ada@x.org>", "<a href=\"mailto:ada@x.org\">ada@x.org</a>"),
            ("[a](/tasks/7)", "<a href=\"/tasks/7\">a</a>"),
            ("[a](</my file>)", "<a href=\"/my%20file\">a</a>"),
            ("[](https://x.org)", "<a href=\"https://x.org\"\(foreign)>https://x.org</a>"),
            ("[&nbsp;](/a)", "<a href=\"/a\">\u{a0}/a</a>"),
        ])
    func links(text: String, html: String) {
        #expect(inner(text) == html)
    }

    @Test(
        "a picture is a link to it, and within a link its text",
        arguments: [
            ("![a](https://x.org/a.png)", "<a href=\"https://x.org/a.png\"\(foreign)>a</a>"),
            ("![](/a.png)", "<a href=\"/a.png\">/a.png</a>"),
            ("![a](data:image/png;base64,AAAA)", "a (data:image/png;base64,AAAA)"),
            ("[![a](/a.png)](/b)", "<a href=\"/b\">a</a>"), ("![a [b](/c)](/d)", "<a href=\"/d\">a b</a>"),
            ("[![](/a.png)](/b)", "<a href=\"/b\">/b</a>"),
        ])
    func images(text: String, html: String) {
        #expect(inner(text) == html)
    }

    @Test(
        "an address that leads anywhere else is no link; its text stays, and the address behind it",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)",
            "&#x6A&#x61;vascript:alert(1)", "java&#x0A;script:alert(1)", "java&Tab;script:alert(1)",
            "\u{1}javascript:alert(1)",
            "vbscript:x", "data:text/html;base64,PHNjcmlwdD4=", "file:///etc/passwd", "//evil.org", "/\\evil.org",
            "\\\\evil.org", "evil.org", "#top", "?q", "ftp://x.org", "http:evil", "https:", "feed:javascript:alert(1)",
            "&#x2028;javascript:alert(1)", "http://x.org/&#10;a", "blob:https://x.org/a", "x:/tasks",
        ])
    func refused(address: String) {
        for text in ["[a](\(address))", "![a](\(address))", "[a][b]\n\n[b]: \(address)"] {
            let shown = inner(text)
            #expect(shown.hasPrefix("a (") && shown.hasSuffix(")") && !shown.contains("<"))
            if !address.contains("&") && !address.contains("\\") { #expect(shown == "a (\(address))") }
        }
        let inBrackets = Markdown.html("<\(address)>").text
        #expect(inBrackets.split(separator: "href=\"").dropFirst().allSatisfy { $0.hasPrefix("http") })
    }

    @Test("an address that is its own text is said once, and one without a text alone")
    func alone() {
        #expect(inner("<tel:+4930> [call](tel:+4930)") == "tel:+4930 call (tel:+4930)")
        #expect(inner("[](obsidian://open?vault=x) []()") == "obsidian://open?vault=x ")
        #expect(inner("[tel:1](tel:1) [*a*](tel:1)") == "tel:1 <em>a</em> (tel:1)")
    }

    @Test(
        "an attribute cannot be left, whatever the address holds",
        arguments: [
            "[a](<https://x.org/\"onmouseover=\"alert(1)>)", "[a](https://x.org/'\"&gt;&lt;script&gt;)",
            "[a](https://x.org \"\\\" onclick=alert(1)\")", "![\"onerror=\"x](https://x.org/a)",
            "https://x.org/\"onclick=\"alert(1)", "[a](/x&quot;onclick=&quot;x)",
        ])
    func attributes(text: String) {
        let html = Markdown.html(text).text
        #expect(html.contains("<a href=\"") && !html.contains("<script"))
        let tag = html.split(separator: "<a ")[1].prefix { $0 != ">" }
        #expect(tag.count { $0 == "\"" } == (tag.contains("rel=") ? 4 : 2))
    }

    @Test(
        "a bare address is a link without the punctuation around it",
        arguments: [
            ("see https://x.org/a_b_c.", "see <a href=\"https://x.org/a_b_c\"\(foreign)>https://x.org/a_b_c</a>."),
            ("(https://x.org/a_(b))", "(<a href=\"https://x.org/a_(b)\"\(foreign)>https://x.org/a_(b)</a>)"),
            ("www.x.org!", "<a href=\"http://www.x.org\"\(foreign)>www.x.org</a>!"),
            ("\"HTTP://X.ORG\"", "&quot;<a href=\"HTTP://X.ORG\"\(foreign)>HTTP://X.ORG</a>&quot;"),
            ("ask ada.l@x.org.", "ask <a href=\"mailto:ada.l@x.org\">ada.l@x.org</a>."),
            ("*https://x.org*", "<em><a href=\"https://x.org\"\(foreign)>https://x.org</a></em>"),
            (
                "https://x.org/?a=1&b=2",
                "<a href=\"https://x.org/?a=1&amp;b=2\"\(foreign)>https://x.org/?a=1&amp;b=2</a>"
            ),
            ("https://", "https://"), ("http://.", "http://."), ("www.", "www."), ("ahttps://x.org", "ahttps://x.org"),
            ("javascript:alert(1)", "javascript:alert(1)"), ("a@b", "a@b"), ("a@b.", "a@b."), ("@x.org", "@x.org"),
            ("`https://x.org`", "<code>https://x.org</code>"),
            ("[https://x.org](/a)", "<a href=\"/a\">https://x.org</a>"),
            ("https://x.org\\evil", "https://x.org\\evil"),
        ])
    func bare(text: String, html: String) {
        #expect(inner(text) == html)
    }

    @Test(
        "names and numbers are links where somebody knows what they mean",
        arguments: [
            ("@ada, see #7.", "<a href=\"/people/ada\">@ada</a>, see <a href=\"/tasks/7\">#7</a>."),
            ("(@ada)(#7)", "(<a href=\"/people/ada\">@ada</a>)(<a href=\"/tasks/7\">#7</a>)"), ("@bob #8", "@bob #8"),
            ("**@ada**", "<strong><a href=\"/people/ada\">@ada</a></strong>"), ("`@ada #7`", "<code>@ada #7</code>"),
            ("[@ada #7](/x)", "<a href=\"/x\">@ada #7</a>"), ("x@ada x#7 @@ada ##7", "x@ada x#7 @@ada ##7"),
            ("#07 #7a #-7 # 7 #99999999999999999999", "#07 #7a #-7 # 7 #99999999999999999999"),
            ("&#35;7", "#7"), ("<b>@ada", "&lt;b&gt;<a href=\"/people/ada\">@ada</a>"),
            ("@ada.", "<a href=\"/people/ada\">@ada</a>."), ("/@ada /#7", "/@ada /#7"), ("@", "@"),
            ("#", "<h3></h3>\n"),
            ("see /a, (/a)", "see <a href=\"/a\">/a</a>, (<a href=\"/a\">/a</a>)"), ("x/a //a .../a", "x/a //a .../a"),
            ("`/a` [/a](/x)", "<code>/a</code> <a href=\"/x\">/a</a>"), ("/b /", "/b /"),
        ])
    func references(text: String, html: String) {
        let references = Markdown.References(
            mention: { rest in
                let isAda = String(String.UnicodeScalarView(rest.prefix { $0.properties.isAlphabetic })) == "ada"
                return isAda ? .init(length: 3, link: .to("people", "ada")) : nil
            }, task: { $0 == 7 ? .to("tasks", $0) : nil },
            path: { $0.starts(with: "/a".unicodeScalars) ? .init(length: 2, link: .to("a")) : nil })
        #expect(inner(text, references) == html)
    }
}
