import Domain
import HTML
import TaskDomain
import Testing
import TestingElwosa
import Texts

@testable import Tasks
@testable import Web

/// Words and code that are wider than the page, on the smallest phone and on paper.
@Suite("Texts wider than the page")
struct WideTextTests {
    private static let word = String(repeating: "Donaudampfschifffahrt", count: 20)
    private static let line = String(repeating: "let x = 1; ", count: 40)

    private static var description: String {
        """
        \(word) `\(word)` @\(word) https://example.org/\(word) [call](tel:\(word))[^1]

        # \(word)

        - [ ] \(word)

        > \(word)

        ```
        \(line)
        \(word)
        ```

        | a | b |
        |---|---|
        | \(word) | \(line) |

        [^1]: \(word)
        """
    }

    /// A task whose every text is one word that is wider than its place.
    private static var server: LoopbackPages {
        get throws {
            let context = PageSamples.context(Texts(.german))
            var detail = PageSamples.detail(
                steps: [TaskStep(id: 1, title: word, done: false), TaskStep(id: 2, title: line, done: true)])
            detail.task.title = word
            detail.task.description = description
            detail.task.plan.location = String(word.prefix(200))
            let main = TaskDetailPage(context: context, detail: detail).main
            var pages = ["/task": LoopbackPages.Answer(PageSamples.page(main, context))]
            for file in Assets.files { pages["/static/" + file] = try StaticFile.page(file) }
            let policy = CommonHeaders.security.first { $0.name == "Content-Security-Policy" }
            return LoopbackPages(pages, policy: policy!.value)
        }
    }

    /// The elements that are wider than their places: the page as a whole, and those of `scrolling`, within which one
    /// scrolls.
    private static func wide(_ scrolling: String) -> String {
        """
        [document.documentElement, ...document.querySelectorAll('\(scrolling)')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.localName + ' ' + one.className)
        """
    }

    @Test("neither a word nor code widens the page at 320 pixels; code and tables scroll within it")
    func phone() throws {
        let server = try Self.server
        try withBrowser { browser in
            try browser.resize(320, 800, touch: true)
            try browser.go(server.address + "/task")
            let wide = try browser.evaluate(Self.wide("none")) as? [String]
            #expect(wide == [])
            let scrolling = try browser.evaluate(Self.wide(".markdown pre, .markdown table")) as? [String]
            #expect(scrolling?.count == 2)
        }
    }

    @Test("on paper, where nothing scrolls, code and tables are broken into lines")
    func paper() throws {
        let server = try Self.server
        try withBrowser { browser in
            try browser.resize(680, 900, touch: false)
            try browser.go(server.address + "/task")
            try browser.devTools("Emulation.setEmulatedMedia", ["media": "print"])
            let wide = try browser.evaluate(Self.wide(".markdown pre, .markdown table")) as? [String]
            #expect(wide == [])
        }
    }
}
