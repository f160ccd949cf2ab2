import AuthDomain
import AuthStore
import Crypto
import Domain
import MemoryStore
import Foundation
import HouseStore
import SQLite
import Store

/// A migrated database in a private directory, with the people of every test signed in.
///
/// `ELWOSA_TEST_KEEP=1` leaves the directory behind.
package final class TemporaryStore: Sendable {
    package let directory: String
    package let store: Store
    /// Who read in spaces that note it, until a test writes it down.
    package let readings = Readings()

    /// - Shape: without `people` nobody has an account yet.
    package init(at instant: Instant = TestClock.start, people: Bool = true) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "elwosa-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        directory = url.path
        let path = directory + "/elwosa.db"
        try Schema.migrate(path)
        store = try Store.open(
            path, eventKey: [UInt8](repeating: 5, count: 32))
        if people { try addPeople(at: instant) }
    }

    deinit {
        store.close()
        guard ProcessInfo.processInfo.environment["ELWOSA_TEST_KEEP"] != "1" else { return }
        try? FileManager.default.removeItem(atPath: directory)
    }

    private func addPeople(at instant: Instant) throws {
        _ = try store.accounts.createFirstAdministrator(
            name: Person.ada.name, passwordHash: Self.hash(.ada), tokenHash: nil, at: instant)
        // No contract makes other accounts yet, so these rows come without events.
        for person in Person.allCases.dropFirst() { try insert(person, at: instant) }
        for person in Person.allCases {
            _ = try store.accounts.startSession(
                NewSession(
                    accountId: person.id, tokenHash: SHA256.hash(person.refreshSecret),
                    expiresAt: instant.adding(seconds: 30 * 86_400),
                    client: Client(network: "127.0.0.1", device: "tests")),
                at: instant)
        }
    }

    private func insert(_ person: Person, at instant: Instant) throws {
        try store.database.write { tx in
            try tx.run(
                "INSERT INTO account (id, name, nameKey, kind, role, createdAt) VALUES (?, ?, ?, ?, ?, ?)", person.id,
                person.name, person.rawValue, person.kind.rawValue, person.role.name, instant.seconds)
            guard person.kind == .person else { return }
            try tx.run(
                "INSERT INTO credential (accountId, kind, secret, createdAt) VALUES (?, 'password', ?, ?)", person.id,
                Self.hash(person), instant.seconds)
        }
    }

    /// At the lowest price, since a test proves nothing by waiting.
    package static let parameters = Scrypt.CostParameters(cost: 16, blockSize: 8, parallelism: 1)

    /// The keys with which the tests' sites seal those of second factors.
    package static let seals = SealKeys(current: [UInt8](repeating: 9, count: 32))

    private static func hash(_ person: Person) -> String {
        PasswordHash(person.password, parameters: parameters)!.text
    }
}
