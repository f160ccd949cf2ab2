import Testing
import TestingElwosa

@testable import Markdown

struct MarkdownBoxTests {
    private static let lists = """
        Intro [ ] no box
        - [ ] a **b** `c` [x]
        - [x] d
          1. [X] e [ ] f

        ```
        - [ ] code
        ```
        * [ ] \\@g
        \t+ [x] h

        > quoted

        3) [ ] ä
        """

    private func boxes(_ text: String) -> [Markdown.TickBox] {
        var found: [Markdown.TickBox] = []
        _ = Markdown.html(
            text,
            box: { box in
                found.append(box)
                return box.sign
            })
        return found
    }

    @Test("boxes are counted in the order of the text, each with the words beside it")
    func counted() {
        let found = boxes(Self.lists)
        #expect(found.map(\.number) == Array(1...6))
        #expect(found.map(\.isTicked) == [false, true, true, false, true, false])
        #expect(found.map(\.words) == ["a b c [x]", "d", "e [ ] f", "@g", "h", "ä"])
    }

    @Test("ticking one changes one sign of the text, and taking the tick back too")
    func ticked() throws {
        for box in boxes(Self.lists) {
            let changed = try #require(Markdown.setting(box: box.number, to: !box.isTicked, in: Self.lists))
            let differing = zip(changed.utf8, Self.lists.utf8).count { $0 != $1 }
            #expect(differing == 1 && changed.utf8.count == Self.lists.utf8.count)
            #expect(
                boxes(changed).map(\.isTicked) == boxes(Self.lists).map { ($0.number == box.number) != $0.isTicked })
            #expect(
                Markdown.setting(box: box.number, to: box.isTicked, in: changed)?.lowercased()
                    == Self.lists.lowercased())
        }
    }

    @Test("a box that is not there is not ticked", arguments: [0, 7, -1, Int.max])
    func absent(number: Int) {
        #expect(Markdown.setting(box: number, to: true, in: Self.lists) == nil)
        #expect(Markdown.setting(box: 1, to: true, in: "[ ] a") == nil)
    }

    @Test("whatever is generated, each box that is shown can be ticked, and nothing else changes")
    func generated() throws {
        var random = SeededRandom(seed: 7)
        let pieces = [
            "- [ ] ", "- [x] ", "  ", "\t", "> ", "1. ", "a", "\n", "\n\n", "[^1]", "[^1]: ", "|", "-", "\\", "ä",
            "[ ] ", "* [X] ",
        ]
        for _ in 0..<1_000 {
            let text = (0..<Int.random(in: 1...30, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
            let before = boxes(text)
            for box in before {
                let changed = try #require(
                    Markdown.setting(box: box.number, to: !box.isTicked, in: text), "\(text.debugDescription)")
                #expect(
                    boxes(changed).map(\.isTicked) == before.map { ($0.number == box.number) != $0.isTicked },
                    "\(text.debugDescription)")
            }
        }
    }
}
