import Testing
import TestingElwosa

@testable import Markdown

/// The estimate of what a use of a link's definition copies, compared with what the library does.
struct MarkdownDefinitionTests {
    /// - Shape: bytes of all addresses and titles in the library's tree.
    private func copied(_ text: String) -> Int {
        var copied = 0
        Document(Array(text.utf8), withTables: true).walk { node, isEntering in
            if isEntering { copied += node.address.utf8.count + node.title.utf8.count }
        }
        return copied
    }

    /// - Shape: bytes that one more use of `[a]` copies, and as many as the estimate allows for it.
    private func use(_ text: String) -> (real: Int, estimate: Int) {
        let (once, twice) = (text + "\n\n[a]", text + "\n\n[a] [a]")
        return (copied(twice) - copied(once), Effort(Array(twice.utf8)).expansion - Effort(Array(once.utf8)).expansion)
    }

    @Test(
        "a delimiter behind a backslash ends nothing for the estimate",
        arguments: [
            "[a]: /u \"\\\\\"x y\"", "[a]: /u '\\\\'x y'", "[a]: /u (\\\\)x y)", "[a]: /u \"\\\\\\\\\"x \\\"y\"",
            "[a]: <\\\\>x>", "[a]: <x\\\ny z>", "[a]: <x\\>y z>", ">[a]: /u\n>\"x y\"", "[a]:\n> /u\n>(x y)",
            "[a]: (\\(x\\))", "[a]: /&nGt;&nGt;&nGt; \"&nGt;\"",
        ])
    func delimiters(text: String) {
        let (real, estimate) = use(text)
        #expect(real <= estimate, "\(text)")
    }

    @Test("whatever is written, no use copies more than the estimate allows for it")
    func random() {
        var random = SeededRandom(seed: 23)
        let pieces: [String] = [
            "[", "]", "(", ")", "<", ">", "\"", "'", "\\", ":", "a", " ", "\t", "\n", "!", "[a]:", "[a]: a", "\\\\",
            "\\\"",
            " \"", "\n\"", ">\n", "\n>", ": ",
        ]
        var defined = 0
        for _ in 0..<20_000 {
            let rest = (0..<Int.random(in: 1...30, using: &random)).map { _ in pieces.randomElement(using: &random)! }
            let text =
                ["[a]: ", ">[a]:", "[a]: a ", "[a]: <", "[a]: a \""].randomElement(using: &random)! + rest.joined()
            let (real, estimate) = use(text)
            defined += real > 0 ? 1 : 0
            #expect(real <= estimate, "\(text.debugDescription)")
        }
        #expect(defined > 2_000)
    }
}
