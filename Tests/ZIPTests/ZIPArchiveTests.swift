import Foundation
import Testing
import TestingElwosa
import ZIP

@Suite("ZIP archives")
struct ZIPArchiveTests {
    private func read(_ bytes: [UInt8]) throws(ZIPError) -> [(name: String, content: [UInt8])] {
        let archive = try ZIPArchive(bytes)
        var files: [(name: String, content: [UInt8])] = []
        for entry in archive.entries {
            let content = try archive.content(of: entry)
            var bytes: [UInt8] = []
            while case let piece = try content.next(), !piece.isEmpty { bytes += piece }
            files.append((entry.name, bytes))
        }
        return files
    }

    /// Written by Python's `zipfile` to a pipe: deflated, sizes behind the contents, names in UTF-8, a comment that looks
    /// like an end.
    private static let streamed = Data(
        base64Encoded: """
            UEsDBBQACAgIAABIeV0AAAAAAAAAAAAAAAAWAAAAR8OkcnRlbi/DnGJlcnNpY2h0LmNzdu3FoQkAAAgAsC74oN0g+H/2CttW
            Vj3bGSVJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkqTfDlBLBwg+0PV+OQAAAAhSAABQSwMEFAAICAAAAEh5XQAAAAAA
            AAAAAAAAAAgAAABHw6RydGVuL1BLBwgAAAAAAAAAAAAAAABQSwMEFAAIAAgAAEh5XQAAAAAAAAAAAAAAAAgAAABsZWVyLnR4
            dAMAUEsHCAAAAAACAAAAAAAAAFBLAQIUAxQACAgIAABIeV0+0PV+OQAAAAhSAAAWAAAAAAAAAAAAAACAAQAAAABHw6RydGVu
            L8OcYmVyc2ljaHQuY3N2UEsBAhQDFAAICAAAAEh5XQAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAIABfQAAAEfDpHJ0ZW4vUEsB
            AhQDFAAIAAgAAEh5XQAAAAACAAAAAAAAAAgAAAAAAAAAAAAAAIABswAAAGxlZXIudHh0UEsFBgAAAAADAAMAsAAAAOsAAAAh
            AFBLBQYgaW4gYSBjb21tZW50LCBhbmQgbW9yZSBvZiBpdA==
            """, options: .ignoreUnknownCharacters)!

    @Test("an archive that was written without knowing its sizes is read; folders are no files")
    func streamed() throws {
        let files = try read(Array(Self.streamed))
        #expect(files.map(\.name) == ["Gärten/Übersicht.csv", "leer.txt"])
        #expect(files[0].content == Array(String(repeating: "Zeile\r\n", count: 3_000).utf8) && files[1].content == [])
        #expect(try ZIPArchive(Array(Self.streamed)).entries[0].fileName == "Übersicht.csv")
    }

    @Test("contents come through whole, stored or deflated, of any length", arguments: [0, 1, 65_535, 65_536, 200_000])
    func whole(count: Int) throws {
        var random = SeededRandom(seed: UInt64(count))
        var entry = ZIPFile.Entry("a", "")
        entry.content = random.bytes(count)
        for entry in [entry, entry.inBlocks()] {
            #expect(try read(ZIPFile([entry]).bytes).map(\.content) == [entry.content])
        }
        #expect(try read(ZIPFile([]).bytes).isEmpty)
    }

    private static func broken(_ change: (inout ZIPFile.Entry) -> Void) -> [UInt8] {
        var entry = ZIPFile.Entry("a.csv", "Title\nDig\n").inBlocks()
        change(&entry)
        return ZIPFile([ZIPFile.Entry("b.csv", "x"), entry]).bytes
    }

    private static let sound = ZIPFile([ZIPFile.Entry("a.csv", "Title\nDig\n")]).bytes

    @Test(
        "what is wrong is said, with the entry that it is wrong with",
        arguments: [
            (broken { $0.checksum = 7 }, "a.csv", "checksum"), (broken { $0.size = 9 }, "a.csv", "larger"),
            (broken { $0.size = 11 }, "a.csv", "another size"),
            (broken { $0.packed = [1, 2, 3] }, "a.csv", "unpacked"),
            (broken { $0.packed!.removeLast() }, "a.csv", "unpacked"),
            (broken { $0.packed! += [0] }, "a.csv", "another size"),
            (broken { $0.packed = [] }, "a.csv", "unpacked"),
            (broken { $0.method = 12 }, "a.csv", "method 12"), (broken { $0.flags |= 1 }, "a.csv", "encrypted"),
            (broken { $0.size = .max }, "a.csv", "ZIP64"), (broken { $0.nameThere = "c.csv" }, "a.csv", "otherwise"),
            (broken { $0.place = 0 }, "a.csv", "otherwise"), (broken { $0.place = 9 }, "a.csv", "not where"),
            (broken { $0.name = "b.csv" }, "b.csv", "two entries"), (broken { $0.name = "../a" }, "../a", "leads out"),
            (broken { $0.name = "/etc/a" }, "/etc/a", "leads out"),
            (broken { $0.name = "x\\..\\a" }, "x\\..\\a", "leads out"),
            (broken { $0.name = "a\0" }, nil, "UTF-8"), (broken { $0.name = "" }, nil, "UTF-8"),
            ([], nil, "breaks off"), (Array(sound.dropLast()), nil, "breaks off"),
            (Array(sound.dropFirst()), nil, "not where"), ([1] + sound, nil, "not where"),
        ] as [([UInt8], String?, String)])
    func refused(bytes: [UInt8], entry: String?, words: String) throws {
        let error = try #require(throws: ZIPError.self) { try read(bytes) }
        #expect(error.entry == entry && error.message.contains(words), "\(error)")
    }

    @Test("entries that lie in each other are refused: few bytes would stand for many")
    func overlapping() throws {
        var first = ZIPFile.Entry("a", "")
        // The header and content of another entry are within its own content.
        first.content = Array(ZIPFile([ZIPFile.Entry("b", "xyz")]).bytes.prefix(34))
        var second = ZIPFile.Entry("b", "xyz")
        second.place = 31
        let error = try #require(throws: ZIPError.self) { try read(ZIPFile([first, second]).bytes) }
        #expect(error.entry == "b" && error.message == "it lies within a.")
    }

    @Test("the number of entries is bounded, and said as it is")
    func many() throws {
        let entries = (0...ZIPArchive.entryLimit).map { ZIPFile.Entry("\($0)", "") }
        let error = try #require(throws: ZIPError.self) { try read(ZIPFile(entries).bytes) }
        #expect(error.message == "It has 10001 entries; 10000 are read.")
        #expect(try read(ZIPFile(entries.dropLast()).bytes).count == 10_000)
        for count in [3, 1] as [UInt16] {
            var file = ZIPFile([ZIPFile.Entry("a", "x"), ZIPFile.Entry("b", "x")])
            file.count = count
            #expect(throws: ZIPError.self) { try read(file.bytes) }
        }
    }

    @Test("whatever the bytes are, they are read or refused", arguments: 1...20)
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            var bytes = Bool.random(using: &random) ? Array(Self.streamed) : Self.broken { _ in }
            for _ in 0..<Int.random(in: 1..<6, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.removeLast(Int.random(in: 0...min(30, bytes.count), using: &random))
                }
            }
            do throws(ZIPError) {
                let files = try read(bytes)
                #expect(files.reduce(0) { $0 + $1.content.count } <= 21_011)
            } catch {
                #expect(!error.message.isEmpty)
            }
        }
    }
}
