import HTML
import Testing

@testable import QRCode

struct QRCodeTests {
    @Test("a code has the three finder patterns that cameras look for")
    func finders() throws {
        let code = try #require(QRCode("otpauth://totp/ELWOSA:Ada?secret=MZXW6YTBOI"))
        let pattern = ["#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######"]
        for (top, left) in [(0, 0), (0, code.size - 7), (code.size - 7, 0)] {
            let found = (0..<7).map { row in
                (0..<7).map { code.isDark(row: top + row, column: left + $0) ? "#" : " " }.joined()
            }
            #expect(found == pattern)
        }
        // Every version has 4 modules a side more than the one before, from 21.
        #expect(code.size % 4 == 1 && code.size >= 21)
    }

    @Test("the picture shows exactly the dark modules, with four light ones around")
    func picture() throws {
        let code = try #require(QRCode("Ada"))
        let drawn = try Self.drawn(code)
        let dark = (0..<code.size).flatMap { row in
            (0..<code.size).filter { code.isDark(row: row, column: $0) }.map { [row + 4, $0 + 4] }
        }
        #expect(drawn == Set(dark))
    }

    @Test("the picture is markup that keeps the rules, with its label escaped")
    func markup() throws {
        let svg = try #require(QRCode("Ada")).svg(label: "\"><script>")
        #expect(svg.text.contains("aria-label=\"&quot;&gt;&lt;script&gt;\"") && !svg.text.contains("style="))
    }

    @Test("what no code holds gives none", arguments: ["", "a\0b", String(repeating: "a", count: 2_000)])
    func impossible(text: String) {
        #expect(QRCode(text) == nil)
    }

    /// The modules that the path covers, read back from its text.
    private static func drawn(_ code: QRCode) throws -> Set<[Int]> {
        let path = try #require(code.svg(label: "x").text.firstMatch(of: /path d="([^"]*)"/)).1
        let runs = path.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/)
        var found: Set<[Int]> = []
        for run in runs {
            #expect(run.3 == run.4)
            for column in Int(run.1)!..<Int(run.1)! + Int(run.3)! { found.insert([Int(run.2)!, column]) }
        }
        return found
    }
}
