import Domain
import Testing
import TestingElwosa

@testable import HTML

struct LinkTests {
    @Test(
        "addresses of this site and of the web are links",
        arguments: [
            "/", "/tasks", "/tasks/7?q=a&b=c#d", "/tasks?next=http://x", "/a//b", "/ä", "http://example.org",
            "https://example.org/x?y#z",
            "HTTPS://EXAMPLE.ORG", "mailto:ada@example.org", "https://[::1]:8080/",
        ])
    func taken(text: String) {
        #expect(Link(untrusted: text)?.address == text)
    }

    @Test(
        "an address that runs a script or leads astray is no link",
        arguments: [
            "", " ", "tasks", "?q", "#x", "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)", "data:text/html,x", "vbscript:x", "blob:http://x", "file:///etc/passwd",
            "ftp://x", "about:blank",
            "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
            "/\n/evil.example",
            "\t//evil.example", "http:", "http:/", "http://", "https://", "mailto:", "http:evil.example",
            "https:\\\\evil.example",
            "http:///evil.example\u{7f}", "/a b", "/a\u{0}b", "/a\rb", "/a\u{7f}", "view-source:http://x", "://x",
        ])
    func refused(text: String) {
        #expect(Link(untrusted: text) == nil)
        #expect(Link.ownPath(text) == nil)
    }

    @Test(
        "a second slash is one, whatever invisible character follows it",
        arguments: ["\u{fe0f}", "\u{200d}", "\u{301}", "\u{34f}", "\u{e0100}", "\u{1f3fb}"])
    func invisible(mark: String) {
        // To Swift the slash and the mark are one character; a browser drops the mark and goes to another site.
        #expect(Link(untrusted: "//\(mark)evil.example") == nil)
        #expect(Link.ownPath("//\(mark)evil.example") == nil)
        #expect(Link.ownPath("/\(mark)/evil.example")?.address.utf8.starts(with: "//".utf8) != true)
    }

    @Test(
        "a way back is a path of this site",
        arguments: ["http://example.org", "https://elwosa.example/tasks", "mailto:a@b", nil])
    func ownPath(text: String?) {
        #expect(Link.ownPath(text) == nil)
        #expect(Link.ownPath("/tasks?after=3")?.address == "/tasks?after=3")
    }

    @Test("a link is built from segments, each encoded")
    func built() {
        #expect(Link.to("tasks", 7, "completion").address == "/tasks/7/completion")
        #expect(Link.to("a/b", "ä ?#", Int64.max).address == "/a%2Fb/%C3%A4%20%3F%23/9223372036854775807")
        let link = Link.to("tasks", query: [("q", "a&b=c"), ("after", "3")], fragment: "s 1")
        #expect(link.address == "/tasks?q=a%26b%3Dc&after=3#s%201")
        #expect(Link("/tasks").address == "/tasks" && Link("/tasks").child("a/b").address == "/tasks/a%2Fb")
    }

    @Test("an address in a page is escaped")
    func escaped() {
        let html: HTML = "<a href=\"\(Link(untrusted: "/x?a=1&b='\"<")!)\">"
        #expect(html.text == "<a href=\"/x?a=1&amp;b=&#39;&quot;&lt;\">")
    }
}

struct PercentEncodingTests {
    @Test("any text is the same after encoding and decoding, and has only unreserved characters between")
    func roundTrip() throws {
        var random = SeededRandom(seed: 11)
        let unreserved = /(?:[-._~a-zA-Z0-9]|%[0-9A-F]{2})*/
        for _ in 0..<2_000 {
            let text = String(decoding: random.bytes(Int.random(in: 0...20, using: &random)), as: UTF8.self)
            let encoded = PercentEncoding.encode(text)
            try #require(encoded.wholeMatch(of: unreserved) != nil)
            for plusIsSpace in [true, false] {
                try #require(PercentEncoding.decode(encoded.utf8, plusIsSpace: plusIsSpace) == Array(text.utf8))
            }
        }
    }

    @Test("a plus is a space in forms alone")
    func plus() {
        #expect(PercentEncoding.decode("a+b%2B".utf8, plusIsSpace: true) == Array("a b+".utf8))
        #expect(PercentEncoding.decode("a+b%2b".utf8, plusIsSpace: false) == Array("a+b+".utf8))
    }

    @Test(
        "a percent sign without two hexadecimal digits is refused",
        arguments: ["%", "%4", "a%", "%G1", "%1G", "%%41", "% 41", "%+1", "%4\u{661}"])
    func broken(text: String) {
        #expect(PercentEncoding.decode(text.utf8, plusIsSpace: true) == nil)
    }

    @Test("any byte can be decoded")
    func bytes() {
        let all = (0...255).map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(PercentEncoding.decode(all.utf8, plusIsSpace: false) == Array(0...255))
    }

    @Test(
        "a parameter is put into the query, in place of the one before, and taken out",
        arguments: [
            ("/tasks", "/tasks?change=7", "/tasks"), ("/tasks?q=a", "/tasks?q=a&change=7", "/tasks?q=a"),
            ("/tasks?change=3&q=a#x", "/tasks?q=a&change=7#x", "/tasks?q=a#x"),
            ("/tasks?changed=1", "/tasks?changed=1&change=7", "/tasks?changed=1"), ("/#s", "/?change=7#s", "/#s"),
        ])
    func query(address: String, with: String, without: String) throws {
        let link = try #require(Link(untrusted: address))
        #expect(link.with("change", "7").address == with)
        #expect(link.without("change").address == without)
        #expect(Link("/a").with("q", "a b&c").address == "/a?q=a%20b%26c")
    }
}
