import Testing

import TestingElwosa

struct MarkupTests {
    @Test("a good page has its elements, their text and no broken rule")
    func good() {
        let page = Markup(
            """
            <!doctype html><html lang="en"><body><p title="a &amp; b">1 &lt; <b>2</b></p>
            <form method="post" action="/x"><input type="hidden" name="formToken" value="t">
            <label for="n">Name</label><input id="n" name="n" dir="auto"><button>Send</button></form>
            <button form="f" aria-label="Tick"></button><form id="f"></form><svg><path d="M0 0"/></svg></body></html>
            """)
        #expect(page.brokenRules() == [])
        #expect(page.root.all("p").first?.text == "1 < 2")
        #expect(page.root.all("p").first?["title"] == "a & b")
    }

    @Test(
        "each broken rule is found",
        arguments: [
            ("<p>", "<p> is not closed"), ("<b><i></b></i>", "</b> closes <i>"), ("<p class=x></p>", "<p>: =x"),
            ("<p>a & b</p>", "a bare & before  b"),
            ("<p id=\"a\"></p><b id=\"a\"></b>", "the id a stands more than once"),
            ("<p id=\"a\" id=\"b\"></p>", "<p> has id twice"), ("<p style=\"x\"></p>", "<p> has style"),
            ("<p onclick=\"x\"></p>", "<p> has onclick"), ("<style></style>", "<style> inside the page"),
            ("<script>x</script>", "<script> inside the page"), ("<p><div></div></p>", "<div> in <p>"),
            ("<form><form></form></form>", "<form> in <form>"), ("<li></li>", "<li> outside a list"),
            ("<a href=\"/\">x<button>y</button></a>", "<button> in a link or button"),
            ("<input name=\"n\">", "<input n> has no name"), ("<a href=\"/x\"></a>", "<a /x> has no name"),
            ("<label for=\"n\">x</label>", "<label> points to n, which is not there"),
            ("<a href=\"#n\">x</a>", "<a> points to n, which is not there"),
            ("<form method=\"post\" action=\"/x\"></form>", "a form to /x carries no form token"),
            ("<p>שלום</p>", "<p> is turned round by שלום"),
            ("<input aria-label=\"n\" name=\"n\">", "<input n> has no direction"),
            (
                "<label for=\"n\">N</label><input id=\"n\" dir=\"auto\" name=\"n\" maxlength=\"9\">",
                "<input n> cuts without a word what is pasted"
            ),
            (
                "<form action=\"/x\"><label for=\"n\">N</label><input id=\"n\"></form>", "a form to /x has no button"
            ), ("<html></html>", "<html > has no name"), ("<p", "<p never ends"),
            ("<time datetime=\"2026-11-25\">25 Nov</time>", "<time> has no title"),
        ])
    func broken(page: String, fault: String) {
        #expect(Markup(page).brokenRules().contains(fault))
    }
}
