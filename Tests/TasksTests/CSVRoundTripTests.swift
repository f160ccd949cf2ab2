import Testing
import TestingElwosa

@testable import TaskFormats

@Suite("Cells of a table")
struct CSVRoundTripTests {
    private static let signs = [
        "\"", ",", ";", "\t", "\n", " ", "'", "=", "+", "-", "@", "a", "ä", "\u{301}", "\u{200d}", "\u{fe0f}",
        "\u{20e3}", "👍",
        "🏽", "e\u{301}", "\u{ff1d}",
    ]

    private func read(_ bytes: [UInt8]) throws -> [String]? {
        var reader = CSVReader()
        _ = try reader.add(Array("x,x".utf8))
        var cells: [String]?
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            cells = try reader.add(Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line))
        }
        try reader.finish()
        return cells
    }

    /// Equal by their scalars: two texts that only look alike are not the same cell.
    private func isSame(_ left: [String]?, _ right: [String]) -> Bool {
        left?.map { Array($0.utf8) } == right.map { Array($0.utf8) }
    }

    @Test("whatever stands in cells is read again as it was", arguments: 1...8 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<300 {
            let cells = (0..<3).map { _ in
                (0..<Int.random(in: 0...6, using: &random)).map { _ in Self.signs.randomElement(using: &random)! }
                    .joined()
            }
            let row = ["x"] + cells
            #expect(try isSame(read(CSVExport.row(row)), row), "\(row)")
            for cell in cells {
                #expect(isSame([CSVExport.unguarded(CSVExport.plain(cell))], [cell]))
            }
        }
    }

    @Test("a mark behind a sign hides neither a quotation mark, a space at the ends, nor a formula")
    func marks() throws {
        let cell = "a\"\u{301},=cmd|'/C calc'!A0,"
        #expect(CSVExport.row([cell, "x"]) == Array("\"a\"\"\u{301},=cmd|'/C calc'!A0,\",x\r\n".utf8))
        #expect(CSVExport.row([" \u{301}a"]) == Array("\" \u{301}a\"\r\n".utf8))
        for sign in ["=", "+", "-", "@", "\t", "\r"] {
            #expect(CSVExport.plain("\(sign)\u{301}1").unicodeScalars.first == "'", "\(sign)")
            #expect(CSVExport.plain(" \(sign)\u{301}1").unicodeScalars.first == "'", "\(sign)")
        }
    }
}
