import Domain
import JSON
import MemoryDomain
import MemoryFormats
import MemoryStore
import Store
import TestingElwosa

/// Spaces as files, in a house of its own.
extension MemoryHouse {
    /// The file of a space.
    func file(of space: Int64? = nil, for caller: Caller = Person.ada.caller) throws -> String {
        let space = try memory.space(space ?? self.space, for: caller).space
        var bytes: [UInt8] = []
        try SpaceFile.write(space, from: memory, at: now, for: caller) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Takes a file in one request.
    @discardableResult
    func take(
        _ file: String, into space: Int64? = nil, by caller: Caller = Person.ada.caller
    ) throws(Failure) -> SpaceImport {
        let space = space ?? self.space
        return try memory.importLines(
            try SpaceFile.read(Array(file.utf8), into: space), into: space, by: Change(by: caller, at: now))
    }

    /// Takes a file as the command line does.
    @discardableResult
    func run(_ file: String, into space: Int64? = nil, by caller: Caller = .commandLine) throws -> SpaceFileRun {
        var run = SpaceFileRun(space ?? self.space, of: memory) { [now] in Change(by: caller, at: now) }
        try run.take(Array(file.utf8)[...])
        try run.finish()
        return run
    }

    /// A space called as the one of every house, under another number.
    func another(_ kind: MemorySpace.Kind = .personal) throws -> Int64 {
        try memory.createSpace(SpaceDraft(kind: kind, name: "Notes"), by: change()).space.id
    }

    func setRetention(_ days: Int64?) throws {
        let patch = try SpacePatch(name: nil, retentionDays: .some(days), notesReaders: nil)
        _ = try memory.updateSpace(space, patch, by: change())
    }

    /// Every answer for some moments, as known at some moments.
    func answers(_ keys: [String], of space: Int64, for caller: Caller = Person.ada.caller) throws -> [String] {
        var found: [String] = []
        for key in keys {
            for known in [nil] + stride(from: 0, through: day, by: 2).map(Optional.some) {
                for valid in [nil] + stride(from: 0, through: 30, by: 3).map(Optional.some) {
                    let time = EntryTime(
                        validAt: valid.map { Self.start.adding(days: $0) },
                        knownAt: known.map { Self.start.adding(days: $0) })
                    let entry = try? memory.entry(key, of: space, time, at: now, for: caller)
                    let said = entry.map { "\($0.writtenIn) \($0.fields.content) \($0.fields.tags) \($0.createdAt)" }
                    found.append("\(key) \(valid ?? -1) \(known ?? -1): \(said ?? "-")")
                }
            }
        }
        return found
    }
}

/// Random changes of a few entries of a space.
struct RandomEntries {
    static let keys = ["home", "log", "wörk", "plan"]
    let house: MemoryHouse
    var random: SeededRandom

    /// One change, some time later; what the rules refuse is none.
    mutating func step(_ number: Int) throws {
        house.now = house.now.adding(seconds: Int64.random(in: 0...90_000, using: &random))
        let key = Self.keys.randomElement(using: &random)!
        let change = Change(by: Bool.random(using: &random) ? .commandLine : Person.ada.caller, at: house.now)
        do throws(Failure) {
            try carryOut(number, key, change)
        } catch {
            guard [.notFound, .conflict, .invalid].contains(error.kind) else { throw error }
        }
    }

    private mutating func carryOut(_ number: Int, _ key: String, _ change: Change) throws(Failure) {
        let (memory, space) = (house.memory, house.space)
        switch Int.random(in: 0..<14, using: &random) {
        case 0...4:
            _ = try memory.putEntry(.named(key), try draft(number), of: space, by: change)
        case 5...6: _ = try memory.appendEntry(key, " and \(number) ü\n", of: space, by: change)
        case 7...9: _ = try memory.patchEntry(key, patch(number), of: space, by: change)
        case 10: _ = try memory.deleteEntry(key, of: space, by: change)
        case 11...12:
            _ = try memory.restoreEntry(key, version: Int64.random(in: 1...6, using: &random), of: space, by: change)
        default:
            let patch = try SpacePatch(
                name: nil, retentionDays: .some([nil, 1, 2].randomElement(using: &random)!), notesReaders: nil)
            _ = try memory.updateSpace(space, patch, by: change)
        }
    }

    private mutating func draft(_ number: Int) throws(Failure) -> EntryDraft {
        let contents: [JSON] = [
            .string("text \(number) [[home]]\n"), .string("\"quoted\" \(number) \u{7}".filter { $0 != "\u{7}" }),
            .object(JSONObject([("z", .number(1.5e300)), ("a", .array([.integer(-0), .null, .string("ü\u{301}")]))])),
        ]
        var fields = EntryFields(content: try MemoryContent(contents.randomElement(using: &random)!))
        fields.kind = EntryKind.allCases.randomElement(using: &random)!
        fields.tags = Bool.random(using: &random) ? ["one", "two \(number)"] : []
        fields.importance = [nil, 0, 7].randomElement(using: &random)!
        fields.source = [nil, "talk of \(number)"].randomElement(using: &random)!
        fields.speaker = [nil, "Zoë"].randomElement(using: &random)!
        fields.at = [nil, Instant(seconds: 1_000_000)].randomElement(using: &random)!
        let targets = ["/tasks/7", "/memory/\(house.space)/home", "/memory/999/x", "https://example.org/ü"]
        fields.links = try [MemoryLink(kind: "about", target: targets.randomElement(using: &random)!)]
        fields.validFrom = moment()
        fields.validUntil = Int.random(in: 0..<3, using: &random) == 0 ? moment() : nil
        fields.expiresAt = Int.random(in: 0..<20, using: &random) == 0 ? house.now.adding(seconds: 100_000) : nil
        return EntryDraft(fields, saysFrom: Bool.random(using: &random))
    }

    private mutating func patch(_ number: Int) -> EntryPatch {
        var patch = EntryPatch()
        if Bool.random(using: &random) { patch.content = .object(JSONObject([("p", .integer(Int64(number)))])) }
        if Bool.random(using: &random) { patch.tags = ["p\(number)"] }
        if Int.random(in: 0..<3, using: &random) == 0 { patch.validFrom = .some(moment()) }
        if Int.random(in: 0..<3, using: &random) == 0 { patch.validUntil = .some(moment()) }
        if Int.random(in: 0..<6, using: &random) == 0 { patch.expiresAt = .some(nil) }
        return patch
    }

    private mutating func moment() -> Instant? {
        Bool.random(using: &random)
            ? MemoryHouse.start.adding(days: Int.random(in: -5...30, using: &random)) : nil
    }
}
