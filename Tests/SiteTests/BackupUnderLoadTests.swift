import Foundation
import SQLite
import Testing
import TestingElwosa

@Suite("A backup while others write", .timeLimit(.minutes(15)))
struct BackupUnderLoadTests {
    @Test("ends with the head that is printed and kept, since what was checked is what is written")
    func heads() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let (isOver, cookies) = (Flag(), ada.cookies)
            Thread.detachNewThread {
                let client = site.client()
                client.cookies = cookies
                while !isOver.value { _ = try? client.send("POST", "/tasks", json: #"{"title":"Write"}"#) }
                isOver.hasEnded.signal()
            }
            var heads: Set<String> = []
            for number in 1...6 {
                let copy = "\(site.state)/copy-\(number).db"
                let result = try site.run("backup", copy)
                let printed = try #require(result.output.firstMatch(of: /head ([0-9]+:[0-9a-f]{64})/)?.1)
                let kept = try String(contentsOfFile: "\(site.state)/log/event-heads.log", encoding: .utf8)
                #expect(kept.split(separator: "\n").last?.contains(" \(printed) /") == true)
                #expect(try Self.head(copy) == printed.lowercased())
                heads.insert(String(printed))
            }
            isOver.value = true
            isOver.hasEnded.wait()
            #expect(heads.count == 6)
        }
    }

    private static func head(_ path: String) throws -> String? {
        let database = try Database(path: path)
        defer { database.close() }
        return try database.read { tx in
            try tx.value("SELECT seq || ':' || lower(hex(mac)) FROM event ORDER BY seq DESC LIMIT 1")
        }
    }

    private final class Flag: @unchecked Sendable {
        private let lock = NSLock()
        private var flag = false
        let hasEnded = DispatchSemaphore(value: 0)

        var value: Bool {
            get { lock.withLock { flag } }
            set { lock.withLock { flag = newValue } }
        }
    }
}
