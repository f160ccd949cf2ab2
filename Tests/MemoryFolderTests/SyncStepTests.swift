import TestingElwosa
import Testing

@testable import MemoryFolder

/// Every combination of what can be on both sides with what was there before.
@Suite("What a sync decides")
struct SyncStepTests {
    private func digest(_ text: String) -> SyncDigest { SyncDigest(of: Array(text.utf8)) }

    private func file(_ text: String?) -> FileSide? {
        text.map {
            FileSide(
                path: "k.md", bytes: digest("file \($0)"),
                said: .init(dated: digest($0), undated: digest("undated \($0)")))
        }
    }

    private func entry(_ text: String?, _ version: Int64 = 5) -> EntrySide? {
        text.map { EntrySide(version: version, dated: digest($0), undated: digest("undated \($0)")) }
    }

    private func record(_ text: String?, conflict: SyncRecord.Conflict? = nil) -> SyncRecord {
        var record = SyncRecord(path: "k.md")
        (record.file, record.entry) = (text.map { digest("file \($0)") }, text.map(digest))
        record.conflict = conflict
        return record
    }

    @Test("of what nobody has seen before, new ones go over, equal ones are kept, and others are a conflict")
    func unknown() {
        #expect(SyncStep.decide(file("a"), nil, nil) == .putEntry(seen: 0))
        #expect(SyncStep.decide(nil, entry("a"), nil) == .writeFile)
        #expect(SyncStep.decide(file("a"), entry("a"), nil) == .adopt)
        #expect(SyncStep.decide(file("a"), entry("b"), nil) == .conflict(.bothThere))
        var undated = file("a")
        undated?.said?.dated = nil
        #expect(SyncStep.decide(undated, entry("a"), nil) == .adopt)
    }

    @Test("of what was the same before, the side that changed goes over, and two that changed are a conflict")
    func known() {
        let known = record("a")
        for (fileText, entryText, step) in [
            ("a", "a", .nothing), ("b", "a", .putEntry(seen: 5)), ("a", "b", .writeFile), ("b", "b", .adopt),
            ("b", "c", .conflict(.bothChanged)), (nil, "a", .deleteEntry(seen: 5)), (nil, "b", .conflict(.fileGone)),
            ("a", nil, .removeFile), ("b", nil, .conflict(.entryGone)), (nil, nil, .forget),
        ] as [(String?, String?, SyncStep)] {
            #expect(
                SyncStep.decide(file(fileText), entry(entryText), known) == step,
                "\(fileText ?? "-") \(entryText ?? "-")")
        }
    }

    @Test("what a killed run made true from another moment on is the same, where the file names no new one")
    func movedMoment() {
        var (known, file) = (record("a"), file("b"))
        known.from = "2020"
        file?.said?.from = "2020"
        let later = EntrySide(version: 6, dated: digest("b later"), undated: digest("undated b"), from: "2026")
        #expect(SyncStep.decide(file, later, known) == .adopt)
        file?.said?.from = "2021"
        #expect(SyncStep.decide(file, later, known) == .conflict(.bothChanged))
        #expect(SyncStep.decide(file, later, nil) == .conflict(.bothThere))
    }

    @Test("a conflict stays one until somebody says which side counts, or has taken away what showed the entry")
    func settled() {
        let shown = SyncRecord.Conflict(entry: digest("c"), shown: digest("shown"))
        for known in [record("a", conflict: shown), record(nil, conflict: shown)] {
            let conflict = SyncStep.decide(file("b"), entry("c"), known, isShown: true)
            #expect([.conflict(.bothChanged), .conflict(.bothThere)].contains(conflict))
            #expect(SyncStep.decide(file("b"), entry("c"), known) == .putEntry(seen: 5))
            // The entry was changed once more since.
            #expect(SyncStep.decide(file("b"), entry("d"), known) == conflict)
            #expect(SyncStep.decide(file("b"), entry("c"), known, isShown: true, prefer: .files) == .putEntry(seen: 5))
            #expect(SyncStep.decide(file("b"), entry("c"), known, isShown: true, prefer: .entries) == .writeFile)
        }
        let elsewhere = SyncRecord.Conflict(entry: digest("c"), shown: nil)
        #expect(SyncStep.decide(file("b"), entry("c"), record("a", conflict: elsewhere)) == .conflict(.bothChanged))
    }

    @Test("who takes away both files of a conflict deletes nothing")
    func bothTakenAway() {
        let shown = SyncRecord.Conflict(entry: digest("c"), shown: digest("shown"))
        #expect(SyncStep.decide(nil, entry("c"), record("a", conflict: shown)) == .conflict(.fileGone))
        #expect(SyncStep.decide(nil, entry("c"), record(nil, conflict: shown)) == .writeFile)
        #expect(SyncStep.decide(nil, entry("c"), record("a"), prefer: .files) == .deleteEntry(seen: 5))
        #expect(SyncStep.decide(nil, entry("c"), record("a"), prefer: .entries) == .writeFile)
        #expect(SyncStep.decide(file("b"), nil, record("a"), prefer: .files) == .putEntry(seen: 0))
        #expect(SyncStep.decide(file("b"), nil, record("a"), prefer: .entries) == .removeFile)
    }
}
