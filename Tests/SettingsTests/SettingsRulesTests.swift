import Testing

@testable import Settings

@Suite("Settings rules")
struct SettingsRulesTests {
    @Test(
        "an origin is a scheme and a host, as browsers write it",
        arguments: [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("HTTPS://Example.ORG", "https://example.org"),
            ("https://example.org:443", "https://example.org"), ("http://[::1]:80", "http://[::1]"),
            ("https://example.org:80", "https://example.org:80"), ("http://[fe80::80]", "http://[fe80::80]"),
            ("http://example.org/", nil), ("ftp://example.org", nil), ("https://", nil), ("example.org", nil),
            ("https://a b", nil),
        ])
    func origin(text: String, expected: String?) {
        #expect(SettingsRules.origin(text) == expected)
    }

    @Test(
        "an address to listen on is numeric, with a port",
        arguments: [
            ("127.0.0.1:8080", "127.0.0.1:8080"), ("[::1]:8080", "[::1]:8080"), ("0.0.0.0:1", "0.0.0.0:1"),
            ("::1:8080", nil), ("127.0.0.1", nil), ("127.0.0.1:0", nil), ("127.0.0.1:65536", nil), (":8080", nil),
            ("[127.0.0.1]:80", nil), ("localhost:80", nil),
        ])
    func listen(text: String, expected: String?) {
        #expect(ListenAddress(text)?.description == expected)
    }

    @Test("an address on the port that http implies has an origin without a port")
    func listenOrigin() {
        #expect(ListenAddress("127.0.0.1:80")?.origin == "http://127.0.0.1")
        #expect(ListenAddress("[::1]:81")?.origin == "http://[::1]:81")
    }

    @Test("networks are addresses with or without a length")
    func networks() {
        #expect(SettingsRules.networks("none") == [])
        #expect(SettingsRules.networks("10.0.0.0/8 ::1") == ["10.0.0.0/8", "::1"])
        for text in ["", "10.0.0.0/33", "all", "10.0.0.0/8/8", "10.0.0.0/", "::/129", "10.0.0.0;"] {
            #expect(SettingsRules.networks(text) == nil, "\(text)")
        }
    }

    @Test("users are ids or names of this machine")
    func users() {
        #expect(SettingsRules.users("root 12") == [0, 12])
        for text in ["", "-1", "no-such-user-here", "root,12"] { #expect(SettingsRules.users(text) == nil, "\(text)") }
    }

    @Test("a path becomes absolute and may not hold what NGINX would read otherwise")
    func paths() {
        #expect(SettingsRules.absolutePath("/a b/") == "/a b")
        #expect(SettingsRules.absolutePath("./var") == SettingsRules.workingDirectory + "/var")
        for text in ["", "a\"b", "a$b", "a\\b", "a\nb", "a'b"] {
            #expect(SettingsRules.absolutePath(text) == nil, "\(text)")
        }
    }
}
