import Domain
import Input
import Testing

@testable import Web

struct FormTests {
    private func pairs(_ text: String) -> [[String]]? {
        (try? Form(text.utf8, field: "body"))?.pairs.map { [$0.name, $0.value] }
    }

    @Test(
        "a form's pairs are read in their order, as the URL standard has it",
        arguments: [
            ("", []), ("&&", []), ("a=1&b=2&a=3", [["a", "1"], ["b", "2"], ["a", "3"]]), ("a", [["a", ""]]),
            ("=b", [["", "b"]]), ("a=b=c", [["a", "b=c"]]), ("a+b=c+d%2B", [["a b", "c d+"]]),
            ("%C3%A4=%F0%9F%98%80", [["ä", "😀"]]), ("a=%0D%0Ab", [["a", "\r\nb"]]), ("a=%26%3D", [["a", "&="]]),
            ("a=ä", [["a", "ä"]]),
        ] as [(String, [[String]])])
    func read(text: String, expected: [[String]]) {
        #expect(pairs(text) == expected)
    }

    @Test(
        "a form that is not UTF-8 or breaks off is refused",
        arguments: ["a=%", "a=%4", "%zz=1", "a=%ff", "a=%C3", "a=%00", "%00=a", "a=%ed%a0%80"])
    func refused(text: String) {
        #expect(throws: Failure(.malformed, "body: this is not a UTF-8 form.", field: "body")) {
            try Form(text.utf8, field: "body")
        }
    }

    @Test("a form has at most 1,000 fields")
    func limit() {
        let most = Array(repeating: "a=1", count: 1_000).joined(separator: "&")
        #expect(pairs(most)?.count == 1_000)
        #expect(throws: Failure(.malformed, "body: there may be at most 1000 fields.", field: "body")) {
            try Form((most + "&a=1").utf8, field: "body")
        }
    }
}

struct CookiesTests {
    @Test("a cookie is found in any of several headers")
    func found() {
        let cookies = Cookies(["a=1; b=2", "c=x=y;d=", "nothing; =e"])
        #expect(cookies["a"] == "1" && cookies["b"] == "2" && cookies["c"] == "x=y" && cookies["d"] == "")
        #expect(cookies["A"] == nil && cookies["nothing"] == nil && cookies["x"] == nil)
    }

    @Test(
        "a cookie that stands twice is none, in one header or in two",
        arguments: [["a=1; a=2"], ["a=1", "a=1"], ["a=1;a=1;b=3"]])
    func doubled(headers: [String]) {
        #expect(Cookies(headers)["a"] == nil)
    }

    @Test("a cookie is set for this host alone, out of reach for scripts and other sites")
    func set() {
        let plain = SetCookie.header(SetCookie.name("elwosa", isSecure: false), "t", maximumAge: 60, isSecure: false)
        #expect(plain == "elwosa=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax")
        let secure = SetCookie.header(SetCookie.name("elwosa", isSecure: true), "t", maximumAge: 0, isSecure: true)
        #expect(secure == "__Host-elwosa=t; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure")
    }
}
