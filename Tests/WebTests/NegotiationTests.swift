import Testing

@testable import Web

struct NegotiationTests {
    @Test(
        "a page is for whoever accepts HTML at least as gladly as JSON",
        arguments: [
            "text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "text/html, application/json",
            "application/json;q=0.9,text/html", "application/json;q=0,text/html;q=0.1", "text/html;charset=utf-8;q=0.5",
            "TEXT/HTML",
            "text/html;Q=0.5", "application/json;Q=0.5, text/html;q=0.6",
        ])
    func page(header: String) {
        #expect(Representation(accepting: header) == .page)
    }

    @Test(
        "JSON is for everyone else",
        arguments: [
            nil, "", "*/*", "application/json", "text/*", "application/json,text/html;q=0.9", "text/html;q=0",
            "text/html;q=0.0",
            "text/htmlx", "x-text/html", "text/html;q=", "text/html;q=x", ";;,", "text/html;Q=0",
        ])
    func json(header: String?) {
        #expect(Representation(accepting: header) == .json)
    }
}
