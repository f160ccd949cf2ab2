import Crypto
import Domain
import Foundation
import HouseStore
import SQLite
import Testing
import TestingElwosa

@testable import Store

/// A log that version 0.1.0 wrote, with every kind of event that it knew: the database of random changes, an import, an
/// erased text and changed accounts, under the key of tests.
@Suite("A log that an earlier version wrote")
struct KeptLogTests {
    private func open(_ use: (Store, String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "kept-log-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let file = try #require(Bundle.module.url(forResource: "Fixtures/log-0.1.0", withExtension: "db"))
        let path = directory.appending(path: "elwosa.db").path
        try FileManager.default.copyItem(atPath: file.path, toPath: path)
        try Schema.migrate(path)
        let store = try Store.open(path, eventKey: [UInt8](repeating: 5, count: 32))
        defer { store.close() }
        try use(store, directory.path)
    }

    @Test("verifies, up to its head")
    func verifies() throws {
        try open { store, _ in
            let verdict = try store.events.verify()
            #expect(verdict.fault == nil)
            #expect((verdict.events, verdict.erasedBodies, verdict.replacedBodies) == (286, 26, 1))
            #expect(
                Hexadecimal.encode(verdict.head.mac)
                    == "8442cdace2eecde32fe7d982fc6e6bea22e4198233951d733223c3eb0ce2a72b")
        }
    }

    @Test("replays to the tables that were there")
    func replays() throws {
        try open { store, directory in
            let rebuild = try store.events.rebuild(at: directory + "/rebuilt.db")
            #expect(rebuild.isSame, "\(rebuild.differences)")
            #expect(rebuild.tables.count { $0.rows > 0 } > 12)
        }
    }

    @Test("each kind is of the area that it was logged under: that is in the chain and can never be another")
    func areas() throws {
        try open { store, _ in
            let logged = try store.database.read { tx in
                try tx.all("SELECT DISTINCT kind, area FROM event") { row in
                    (kind: try row[0] as String, area: try row[1] as String)
                }
            }
            #expect(logged.count == 56)
            for event in logged { #expect(EventKind(rawValue: event.kind)?.area == event.area, "\(event.kind)") }
        }
    }
}
