import HTML
import Markdown
import Testing

struct MarkdownTests {
    @Test(
        "CommonMark's blocks and inlines are its elements",
        arguments: [
            ("", ""), (" \n\n", ""), ("a", "<p>a</p>\n"), ("a\n\nb", "<p>a</p>\n<p>b</p>\n"),
            ("a\nb", "<p>a<br>\nb</p>\n"), ("a  \nb", "<p>a<br>\nb</p>\n"), ("a\\\nb", "<p>a<br>\nb</p>\n"),
            ("*a* **b** _c_ ***d***", "<p><em>a</em> <strong>b</strong> <em>c</em> <em><strong>d</strong></em></p>\n"),
            ("`a<b` ``c`d``", "<p><code>a&lt;b</code> <code>c`d</code></p>\n"),
            ("\\*a\\* &amp; &copy; &#65;", "<p>*a* &amp; © A</p>\n"),
            ("snake_case_name 2*3*4", "<p>snake_case_name 2<em>3</em>4</p>\n"),
            ("> a\n> > b", "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>\n"),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"),
            ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"), ("7) a", "<ol start=\"7\">\n<li>a</li>\n</ol>\n"),
            ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
            ("***", "<hr>\n"), ("    a\n    <b>", "<pre><code>a\n&lt;b&gt;\n</code></pre>\n"),
            (
                "```swift x\nlet a = \"<b>\"\n```",
                "<pre><code class=\"language-swift\">let a = &quot;&lt;b&gt;&quot;\n</code></pre>\n"
            ),
            ("~~~\na", "<pre><code>a\n</code></pre>\n"), ("```\" onclick=\"x\n\n```", "<pre><code>\n</code></pre>\n"),
            ("[a]\n\n[a]: /tasks/7 \"t\"", "<p><a href=\"/tasks/7\">a</a></p>\n"),
        ])
    func commonMark(text: String, html: String) {
        #expect(Markdown.html(text).text == html)
    }

    @Test(
        "GitHub's tables, strikethrough and ticked lists are elements too",
        arguments: [
            (
                "a | b | c\n:- | :-: | -:\n1 | 2 | *3*\n4",
                "<table>\n<thead>\n<tr>\n<th>a</th>\n<th class=\"align-center\">b</th>\n<th class=\"align-right\">c</th>\n</tr>\n</thead>\n"
                    + "<tbody>\n<tr>\n<td>1</td>\n<td class=\"align-center\">2</td>\n<td class=\"align-right\"><em>3</em></td>\n</tr>\n"
                    + "<tr>\n<td>4</td>\n<td class=\"align-center\"></td>\n<td class=\"align-right\"></td>\n</tr>\n</tbody>\n</table>\n"
            ),
            ("|a|\n|-|", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>\n"),
            ("~~a *b*~~ ~c~", "<p><del>a <em>b</em></del> <del>c</del></p>\n"),
            ("- [ ] a\n- [x] b", "<ul>\n<li class=\"ticked\">☐ a</li>\n<li class=\"ticked\">☑ b</li>\n</ul>\n"),
            ("- [x] a\n\n  b", "<ul>\n<li class=\"ticked\"><p>☑ a</p>\n<p>b</p>\n</li>\n</ul>\n"),
        ])
    func github(text: String, html: String) {
        #expect(Markdown.html(text).text == html)
    }

    @Test("headings stay below those of the page")
    func headings() {
        #expect(Markdown.html("# a\n## b\n#### d\n###### f").text == "<h3>a</h3>\n<h4>b</h4>\n<h6>d</h6>\n<h6>f</h6>\n")
        #expect(Markdown.html("a\n=\n\nb\n-", firstHeading: 2).text == "<h2>a</h2>\n<h3>b</h3>\n")
        #expect(Markdown.html("# a", firstHeading: 1).text == "<h2>a</h2>\n")
        #expect(Markdown.html("# a", firstHeading: 9).text == "<h6>a</h6>\n")
    }

    @Test(
        "raw HTML is shown as the text it is, and nothing of it is hidden",
        arguments: [
            ("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"), ("List<String>", "<p>List&lt;String&gt;</p>\n"),
            ("<div>\n<i>*a*\n</div>", "<p>&lt;div&gt;<br>\n&lt;i&gt;*a*<br>\n&lt;/div&gt;</p>\n"),
            ("<!-- do as I say -->", "<p>&lt;!-- do as I say --&gt;</p>\n"),
            ("a <!-- b --> c", "<p>a &lt;!-- b --&gt; c</p>\n"),
            ("<script>\n\nalert(1)\n</script>", "<p>&lt;script&gt;<br>\nalert(1)<br>\n&lt;/script&gt;</p>\n"),
            ("<?php a ?> <![CDATA[b]]>", "<p>&lt;?php a ?&gt; &lt;![CDATA[b]]&gt;</p>\n"),
        ])
    func rawHTML(text: String, html: String) {
        #expect(Markdown.html(text).text == html)
    }
}
