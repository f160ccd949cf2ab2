import Foundation
import Testing

@testable import Domain

/// Names prepared by us and by a library that others use (precis-i18n).
@Suite("Names and another library for RFC 8265", .timeLimit(.minutes(15)))
struct UsernameInteropTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    /// The one that `.ci/python` makes.
    private static let python = repository.appending(path: ".build/venv/bin/python")

    /// Typed, kept in its case, in lower case; nil where refused.
    private func prepared(seed: Int) throws -> [[String?]] {
        let process = Process()
        process.executableURL = Self.python
        process.arguments = [Bundle.module.bundleURL.appending(path: "Interop/names.py").path, "\(seed)"]
        let printed = Pipe()
        process.standardOutput = printed
        try process.run()
        let output = printed.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "what it complains about is above")
        let text = "[" + String(decoding: output, as: UTF8.self).split(separator: "\n").joined(separator: ",") + "]"
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[Any]])
        return rows.map { row in row.map { $0 as? String } }
    }

    private func bytes(_ text: String?) -> [UInt8]? { text.map { Array($0.utf8) } }

    @Test(
        "a fourth of all characters, of ideographs one in 41, alone and behind a letter, and 5,000 names come out the same",
        .enabled(if: FileManager.default.isExecutableFile(atPath: python.path), "run .ci/python first"))
    func same() throws {
        let seed = Int.random(in: 0...99_999)
        var (differences, refused) = ([] as [[String?]], 0)
        let rows = try prepared(seed: seed)
        for row in rows {
            let typed = try #require(row[0])
            let ours = [Username.part(typed, isMapped: false), Username.part(typed, isMapped: true)]
            refused += ours[0] == nil ? 1 : 0
            if ours.map(bytes) != row[1...].map(bytes) { differences.append(row + ours) }
        }
        #expect(differences.isEmpty, "seed \(seed): \(differences.count), \(differences.prefix(20))")
        #expect(rows.count > 12_000 && refused > 2_500 && refused < rows.count - 2_500)
    }
}
