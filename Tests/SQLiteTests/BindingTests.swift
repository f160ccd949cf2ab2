import SQLite
import Testing

@Suite("binding and reading")
struct BindingTests {
    let database: Database
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        database = try scratch.database()
    }

    private func echo<Value: Storable>(_ value: Value?) throws -> Value? {
        try database.read { tx in try tx.one("SELECT ?", value) { row in try row[0] as Value? } } ?? nil
    }

    @Test("every type comes back as it was")
    func roundTrip() throws {
        #expect(try echo(Int64.min) == .min)
        #expect(try echo(Int.max) == .max)
        #expect(try echo(true) == true)
        #expect(try echo(2.5) == 2.5)
        #expect(try echo("Größe 🌱") == "Größe 🌱")
        #expect(try echo([0, 255, 0] as [UInt8]) == [0, 255, 0])
        #expect(try echo(nil as String?) == nil)
        #expect(try echo(Colour.green) == .green)
    }

    @Test("an empty text and an empty blob are not NULL")
    func emptyIsNotNull() throws {
        #expect(try echo("") == "")
        #expect(try echo([] as [UInt8]) == [])
    }

    @Test("a text keeps its U+0000, also in a column")
    func nulInText() throws {
        try database.insert("before\u{0}after")
        #expect(try database.texts() == ["before\u{0}after"])
    }

    @Test("a column of another type, or NULL, is an error and not a zero", arguments: ["'7'", "7.5", "NULL", "x'07'"])
    func mismatch(literal: String) throws {
        let error = #expect(throws: SQLiteError.self) {
            try database.read { tx in try tx.one(SQL(composed: "SELECT \(literal)")) { row in try row[0] as Int } }
        }
        #expect(error?.kind == .mismatch)
    }

    @Test("a raw value that no case has is a mismatch")
    func unknownCase() throws {
        let error = #expect(throws: SQLiteError.self) {
            try database.read { tx in try tx.one("SELECT 'mauve'") { row in try row[0] as Colour } }
        }
        #expect(error?.kind == .mismatch)
    }

    @Test("too few and too many values are refused")
    func wrongCount() throws {
        for values in [[], [1, 2]] as [[Int]] {
            let error = #expect(throws: SQLiteError.self) {
                try database.read { tx in try tx.one("SELECT ?", values: values) { _ in } }
            }
            #expect(error?.kind == .misuse)
        }
    }

    @Test("a text longer than the limit is refused")
    func tooLong() throws {
        let scratch = try Scratch()
        let small = try scratch.database { $0.maximumValueBytes = 1_000 }
        let error = #expect(throws: SQLiteError.self) { try small.insert(String(repeating: "x", count: 2_000)) }
        #expect(error?.kind == .tooBig)
        #expect(try small.texts() == [])
    }
}

enum Colour: String, Storable {
    case green
}
