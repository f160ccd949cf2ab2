import Testing
import TestingElwosa

@testable import HTML

struct HTMLTests {
    private let special = "<b>\"A\" & 'B'</b> \u{0} ä 😀"
    private let escaped = "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt; \u{fffd} ä 😀"

    @Test("text is escaped where it is interpolated, in content and in attributes")
    func escaping() {
        let page: HTML = "<p title=\"\(special)\">\(special)</p>"
        #expect(page.text == "<p title=\"\(escaped)\">\(escaped)</p>")
        #expect(HTML(text: special).text == escaped)
        #expect(("\(special[...])" as HTML).text == escaped)
    }

    @Test("text from right to left stands apart in content, and nowhere else, where it would be markup or be sent")
    func direction() {
        let name = "עדה"
        #expect(("<p>\(name) 3</p>" as HTML).text == "<p><bdi>עדה</bdi> 3</p>")
        #expect(("<p title=\"\(name)\">\(name[...])</p>" as HTML).text == "<p title=\"עדה\"><bdi>עדה</bdi></p>")
        #expect(("<textarea>\n\(name)</textarea>" as HTML).text == "<textarea>\nעדה</textarea>")
        #expect(("<option\(directionOf: name)>\(name)</option>" as HTML).text == "<option dir=\"auto\">עדה</option>")
        #expect(("<title>\(name)</title>" as HTML).text == "<title>עדה</title>")
        #expect((" value=\"\(name)\"" as HTML).text == " value=\"עדה\"")
        #expect(("<p>\("Zoë – 日本 🚀 ½")</p>" as HTML).text == "<p>Zoë – 日本 🚀 ½</p>")
        #expect(("<b>a</b>\("سلام") b" as HTML).text == "<b>a</b><bdi>سلام</bdi> b")
    }

    @Test("every character alone is escaped exactly where HTML reads it as markup")
    func everyCharacter() throws {
        let entities: [UInt32: String] = [
            0x26: "&amp;", 0x3c: "&lt;", 0x3e: "&gt;", 0x22: "&quot;", 0x27: "&#39;", 0: "\u{fffd}",
        ]
        for code in UInt32(0)...0x3000 {
            guard let scalar = Unicode.Scalar(code) else { continue }
            let text = String(scalar)
            try #require(HTML(text: text).text.unicodeScalars.elementsEqual((entities[code] ?? text).unicodeScalars))
        }
    }

    @Test("what was escaped reads as what it was")
    func readBack() throws {
        var random = SeededRandom(seed: 10)
        let signs = Array("<>&\"';=/ aä#&amp;")
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 1...12, using: &random)).map { _ in signs.randomElement(using: &random)! })
            let markup = Markup(("<p class=\"\(text)\">x\(text)x</p>" as HTML).text)
            try #require(markup.faults == [] && markup.root.children[0]["class"] == text)
            try #require(markup.root.text == "x\(text)x".split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
    }

    @Test("markup in markup stays, lists follow each other, nothing is nothing")
    func pieces() {
        let inner: HTML = "<i>\("a<b")</i>"
        let none: HTML? = nil
        let page: HTML = "\(inner)\([inner, inner])\(none)\(-7)\(Int64.max)"
        #expect(page.text == String(repeating: "<i>a&lt;b</i>", count: 3) + "-79223372036854775807")
        #expect((inner + inner).text == inner.text + inner.text)
        #expect(HTML.empty.isEmpty && !inner.isEmpty && HTML(trustedMarkup: "<b>").text == "<b>")
    }

    @Test("an attribute stands where its condition holds or its value is there")
    func attributes() {
        let on: HTML = "<input\(attribute: "checked", if: true)\(attribute: "value", "\"x\" <y>")>"
        let off: HTML = "<input\(attribute: "checked", if: false)\(attribute: "value", nil)>"
        #expect(on.text == "<input checked value=\"&quot;x&quot; &lt;y&gt;\">" && off.text == "<input>")
    }
}
