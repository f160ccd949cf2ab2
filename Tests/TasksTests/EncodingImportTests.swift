import Domain
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Testing
import TestingElwosa

@testable import Tasks

@Suite("Encodings of files")
struct EncodingImportTests {
    private static let table = "Titel\tFällig\r\nGärten 🌱\t24.12.2026\r\nRest\t\r\n"

    private static func utf16(_ text: String, isBig: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        for unit in [0xfeff as UInt16] + Array(text.utf16) {
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
            bytes += isBig ? [high, low] : [low, high]
        }
        return bytes
    }

    @Test(
        "UTF-16 with a byte order mark is read wherever it is cut, as Excel saves it", arguments: [true, false],
        [1, 3, 5_000])
    func utf16(isBig: Bool, piece: Int) async throws {
        try await withSite { site in
            let file = Self.utf16(Self.table, isBig: isBig)
            let report = try site.importing(file, as: CSVFormat.self, by: Person.ben.caller, piece: piece)
            #expect(report.count == ImportCount(created: 2))
            #expect(try site.task(titled: "Gärten 🌱").dueAt?.text == "2026-12-24")
            let preview = try CSVPreview(file, ImportSettings())
            #expect(preview.header == ["Titel", "Fällig"] && CSVFormat.text(file) == Self.table)
            try CSVFormat.require(file)
        }
    }

    @Test("a large table in UTF-16 is read whole, and so are lines of JSON in it")
    func large() async throws {
        try await withSite { site in
            let rows = (1...3_000).map { "Größe \($0)\r\n" }.joined()
            let report = try site.importing(Self.utf16("Titel\r\n" + rows), as: CSVFormat.self, piece: 16_384)
            #expect(report.count.created == 3_000)
            let lines = try site.importing(Self.utf16(issue("bd-1") + issue("bd-2")), as: BeadsFormat.self)
            #expect(lines.count.created == 2)
        }
    }

    @Test("half a character is named by line and column, and nothing of its batch is taken")
    func half() async throws {
        try await withSite { site in
            let good = Self.utf16("Titel\nGut")
            let cases: [[UInt8]] = [
                good + [0x00, 0xd8], good + [0x00, 0xdc], good + [0x0a], good + [0x00, 0xd8, 0x41, 0x00, 0x0a, 0x00],
            ]
            for bytes in cases {
                let mark = try site.lastEvent()
                let failure = try #require(throws: Failure.self) { try site.importing(bytes, as: CSVFormat.self) }
                #expect(failure.message.hasPrefix("Line 2, column 4: This is no UTF-16"), "\(failure.message)")
                #expect(try site.events(after: mark) == [])
            }
        }
    }

    @Test("a file in UTF-32, or in UTF-16 without its mark, is no text that is read")
    func others() async throws {
        try await withSite { site in
            for bytes in [Array(Self.utf16("Titel\nA\n").dropFirst(2)), [0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]] {
                let failure = try #require(throws: Failure.self) { try site.importing(bytes, as: CSVFormat.self) }
                #expect(failure.kind == .malformed && failure.message.contains("no text in UTF-8, or in UTF-16"))
            }
        }
    }

    @Test("a table in Windows-1252 is shown and taken in the same letters, line by line")
    func windows() async throws {
        try await withSite { site in
            let gardens: [UInt8] = [0x47, 0xe4, 0x72, 0x74, 0x65, 0x6e, 0x20, 0x80]
            let file: [UInt8] = Array("Titel\r\n".utf8) + gardens + Array("\r\nGrößer\r\n".utf8)
            #expect(CSVFormat.text(file) == "Titel\r\nGärten €\r\nGrößer\r\n")
            #expect(try CSVPreview(file, ImportSettings()).tasks.map(\.draft.title) == ["Gärten €", "Größer"])
            try site.importing(file, as: CSVFormat.self)
            #expect(try site.task(titled: "Gärten €").id > 0 && site.task(titled: "Größer").id > 0)
        }
    }
}
