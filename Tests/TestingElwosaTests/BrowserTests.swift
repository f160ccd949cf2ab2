import Foundation
import Testing

import TestingElwosa

/// Each test starts a browser of its own, one after the other: a small machine bears no more.
@Suite(.serialized)
struct BrowserTests {
    let pages = LoopbackPages(
        [
            "/": .init(
                """
                <!doctype html><title>still</title><script>document.title = "ran"</script>
                <style>@media (prefers-color-scheme: dark) { p { color: rgb(1, 2, 3) } }</style>
                <p>Hello <span hidden>nobody</span></p>
                <form action="/sent"><label>Name <input name="n"></label><button>Send</button></form>
                """),
            "/sent": .init("<!doctype html><title>sent</title><img src='/blocked.png' alt=''>"),
        ], policy: "script-src 'unsafe-inline'; img-src 'none'")

    @Test("the browser types into a form, sends it and shows the page that answers")
    func form() throws {
        try withBrowser { browser in
            try browser.go(pages.address)
            let field = try browser.find("input")
            #expect(try field.label == "Name")
            try field.type("Ada & Ben")
            #expect(try field.property("value") == "Ada & Ben")
            try field.submit()
            #expect(try browser.url == pages.address + "/sent?n=Ada+%26+Ben")
            #expect(try browser.title == "sent")
        }
    }

    @Test("elements are found by selector, in document order, and what is absent is an error")
    func find() throws {
        try withBrowser { browser in
            try browser.go(pages.address)
            #expect(try browser.title == "ran")
            #expect(try browser.find("p").text == "Hello")
            #expect(try browser.findAll("label, button").map { try $0.text } == ["Name", "Send"])
            #expect(try browser.findAll("textarea").isEmpty)
            #expect(throws: BrowserError.self) { try browser.find("textarea") }
        }
    }

    @Test("with scripts off, pages are read and clicked all the same and no script runs")
    func withoutJavaScript() throws {
        var options = Browser.Options()
        options.javaScript = false
        try withBrowser(options) { browser in
            try browser.go(pages.address)
            #expect(try browser.title == "still")
            #expect(try browser.find("p").text == "Hello")
            try browser.find("button").follow()
            #expect(try browser.title == "sent")
        }
    }

    @Test("the screen has the size and the colours asked for, and is kept as a PNG")
    func screen() throws {
        var options = Browser.Options()
        (options.width, options.height, options.dark) = (320, 640, true)
        try withBrowser(options) { browser in
            try browser.go(pages.address)
            #expect(try browser.find("p").css("color") == "rgba(1, 2, 3, 1)")
            #expect(try browser.evaluate("innerWidth") as? Int == 320)
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
            defer { try? FileManager.default.removeItem(at: file) }
            try browser.screenshot(to: file.path)
            // Bytes 16 to 23 of a PNG are width and height.
            #expect(try Data(contentsOf: file)[16..<24] == Data([0, 0, 1, 64, 0, 0, 2, 128]))
        }
    }

    @Test("what the content policy blocks is among the browser's complaints, once")
    func complaints() throws {
        try withBrowser { browser in
            try browser.go(pages.address + "/sent")
            #expect(try browser.complaints().contains { $0.contains("Content Security Policy") })
            #expect(try browser.complaints().isEmpty)
        }
    }

    @Test("nothing of the browser is left when its test has thrown")
    func end() throws {
        struct Thrown: Error {}
        var ended: Browser?
        #expect(throws: Thrown.self) {
            try withBrowser { browser in
                ended = browser
                #expect(browser.processes.count > 2)
                throw Thrown()
            }
        }
        #expect(ended?.processes == [])
    }
}
