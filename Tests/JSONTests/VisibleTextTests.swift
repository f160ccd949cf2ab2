import JSON
import Testing

@Suite("Texts that a terminal may be sent")
struct VisibleTextTests {
    @Test(
        "control characters and marks of direction are written as in a JSON text",
        arguments: [
            ("a\u{1b}[31mb", #"a\u001b[31mb"#), ("\0\u{7}\u{8}\u{7f}", #"\u0000\u0007\u0008\u007f"#),
            ("a\u{9b}2J\u{85}", #"a\u009b2J\u0085"#), ("gnp\u{202e}exe", #"gnp\u202eexe"#),
            ("\u{200e}\u{200f}\u{61c}\u{2028}\u{2029}", #"\u200e\u200f\u061c\u2028\u2029"#),
            ("\u{202a}\u{202b}\u{202c}\u{202d}", #"\u202a\u202b\u202c\u202d"#), ("a\rb", #"a\u000db"#),
        ])
    func written(text: String, visible: String) {
        #expect(VisibleText.lines(text) == visible)
        #expect(VisibleText.cell(text) == visible)
    }

    @Test(
        "what people write stays as it is",
        arguments: ["Blumen gießen", "مهمة", "👩🏽‍🚀 e\u{301}", "a \u{2068}b\u{2069} c", "tab\tnew\nline", "", "\u{ad}"])
    func kept(text: String) {
        #expect(VisibleText.lines(text) == text)
    }

    @Test("an isolate that its line does not end is written out, and so is an end without a beginning")
    func isolates() {
        #expect(VisibleText.lines("a\u{2067}b") == #"a\u2067b"#)
        #expect(VisibleText.lines("a\u{2069}b") == #"a\u2069b"#)
        #expect(VisibleText.lines("a\u{2066}b\nc\u{2069}") == #"a\u2066b"# + "\n" + #"c\u2069"#)
        #expect(VisibleText.lines("\u{2066}\u{2067}b\u{2069}") == #"\u2066"# + "\u{2067}b\u{2069}")
    }

    @Test("in a cell of a table a newline is written out; in lines CR LF is one")
    func newlines() {
        #expect(VisibleText.cell("a\nb\tc") == #"a\nb\tc"#)
        #expect(VisibleText.lines("a\r\nb") == "a\nb")
    }
}
