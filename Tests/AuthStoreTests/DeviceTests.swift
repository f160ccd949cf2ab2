import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Known devices")
struct DeviceTests {
    private let now = TestClock.start

    private func hash(_ number: Int) -> [UInt8] { [UInt8](repeating: UInt8(number), count: 32) }

    @Test("a device is known for the accounts that signed in there, in whatever case the name is typed")
    func known() throws {
        let temporary = try TemporaryStore()
        let accounts = temporary.store.accounts
        try accounts.rememberDevice(tokenHash: hash(1), accountId: Person.ada.id, at: now)
        try accounts.rememberDevice(tokenHash: hash(1), accountId: Person.ben.id, at: now)
        let ada = try accounts.knownDevice(tokenHash: hash(1), name: "ADA")
        let ben = try accounts.knownDevice(tokenHash: hash(1), name: "Ben")
        #expect(ada != nil && ben != nil && ada != ben)
        #expect(try accounts.knownDevice(tokenHash: hash(1), name: "Cleo") == nil)
        #expect(try accounts.knownDevice(tokenHash: hash(2), name: "Ada") == nil)
        #expect(try accounts.isKnownDevice(tokenHash: hash(1)) && !accounts.isKnownDevice(tokenHash: hash(2)))
    }

    @Test("signing in again keeps the device's number, and so its counter")
    func again() throws {
        let temporary = try TemporaryStore()
        let accounts = temporary.store.accounts
        try accounts.rememberDevice(tokenHash: hash(1), accountId: Person.ada.id, at: now)
        let first = try accounts.knownDevice(tokenHash: hash(1), name: "Ada")
        try accounts.rememberDevice(tokenHash: hash(1), accountId: Person.ada.id, at: now.adding(seconds: 5))
        #expect(try accounts.knownDevice(tokenHash: hash(1), name: "Ada") == first)
    }

    @Test("of each account the 32 devices used last are remembered")
    func limit() throws {
        let temporary = try TemporaryStore()
        let accounts = temporary.store.accounts
        try accounts.rememberDevice(tokenHash: hash(200), accountId: Person.ben.id, at: now)
        for number in 1...32 { try remember(number, at: Int64(number), in: accounts) }
        try remember(1, at: 100, in: accounts)
        try remember(33, at: 101, in: accounts)
        #expect(try accounts.isKnownDevice(tokenHash: hash(1)) && accounts.isKnownDevice(tokenHash: hash(33)))
        #expect(try !accounts.isKnownDevice(tokenHash: hash(2)) && accounts.isKnownDevice(tokenHash: hash(200)))
    }

    private func remember(_ number: Int, at second: Int64, in accounts: SQLiteAccountRepository) throws {
        try accounts.rememberDevice(
            tokenHash: hash(number), accountId: Person.ada.id, at: now.adding(seconds: second))
    }
}
