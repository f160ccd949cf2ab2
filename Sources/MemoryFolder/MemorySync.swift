import Domain
import MemoryDomain
import MemoryFormats

/// Brings a folder of Markdown files and the entries of a space in step: what changed on one side is changed on the
/// other, and what changed on both is shown and left as it is.
///
/// It remembers in the folder what both sides last said. Whenever it is ended, the next run goes on: what was done and not
/// remembered is the same on both sides, and what was not done is still to be seen.
package struct MemorySync {
    package struct Options: Sendable {
        /// Says what would be done, and does nothing.
        package var isDry = false
        /// The side that counts in conflicts of these keys.
        package var prefer: (side: SyncSide, keys: Set<String>)?
        /// The number of entries that may be deleted, where it is so large that it is asked for.
        package var deletions: Int?

        package init() {}
    }

    let folder: SyncFolder
    let memory: any EntryRepository
    let space: Int64
    let caller: Caller
    let now: () -> Instant
    let options: Options
    var state: SyncState
    var report = SyncReport()
    /// Steps since what was done was last written down.
    var unsaved = 0
    /// The files as they were found, and the entries as they are shown.
    var scan: SyncScan
    var entries: [String: EntrySide] = [:]

    /// Entries that one run deletes without being told their number, unless they are half of all.
    static let freeDeletions = 20
    /// Steps after which what was done is remembered.
    static let saveInterval = 200

    /// - Errors: `SyncFault` for a folder that cannot be read, or belongs to another space.
    package init(
        _ folder: SyncFolder, with space: Int64, of memory: any EntryRepository, in life: Life, by caller: Caller,
        _ options: Options = Options(), now: @escaping () -> Instant
    ) throws(SyncFault) {
        (self.folder, self.memory, self.space) = (folder, memory, space)
        (self.caller, self.options, self.now) = (caller, options, now)
        state = try SyncState(of: folder, space: space, life: life)
        scan = try SyncScan(folder, state)
    }

    /// - Errors: `SyncFault` where so many files are gone that somebody has to say that their entries are to go as well;
    ///   `Failure` where the entries cannot be read. What concerns one key is in the report.
    package mutating func run() throws -> SyncReport {
        (report.faults, report.links, report.foreign) = (scan.faults, scan.links, scan.foreign)
        entries = try listed()
        let steps = steps()
        try requireFew(steps)
        guard !options.isDry else {
            for (key, step) in steps { tell(step, key) }
            return report
        }
        do {
            try carryOut(steps)
        } catch {
            try state.save(in: folder)
            throw error
        }
        try state.save(in: folder)
        return report
    }

    /// The steps for each key, in their order.
    private func steps() -> [(key: String, step: SyncStep)] {
        let keys = Set(scan.files.keys).union(entries.keys).union(state.records.keys).subtracting(scan.blocked)
        return keys.sorted().map { key in
            let record = state.records[key]
            let isShown = record?.conflict != nil && (try? folder.has(shownPath(key))) ?? true
            let prefer = options.prefer.flatMap { $0.keys.contains(key) ? $0.side : nil }
            return (key, SyncStep.decide(scan.files[key], entries[key], record, isShown: isShown, prefer: prefer))
        }
    }

    /// A folder that is not the one that was meant, or not all there, looks like one of which everything was deleted.
    private func requireFew(_ steps: [(key: String, step: SyncStep)]) throws(SyncFault) {
        let count = steps.count { if case .deleteEntry = $0.step { true } else { false } }
        guard count > Self.freeDeletions, count * 2 > state.records.count, options.deletions != count else { return }
        throw SyncFault(
            "",
            "\(count) of \(state.records.count) files are gone. Where their entries are to be deleted too, say --deletions \(count)."
        )
    }

    private mutating func carryOut(_ steps: [(key: String, step: SyncStep)]) throws {
        let isDone = { (step: SyncStep) in
            switch step {
            case .putEntry, .deleteEntry: true
            default: false
            }
        }
        var (failed, isChanged): (Set<String>, Bool) = ([], false)
        for (key, step) in steps where isDone(step) {
            if try attempt(key, { try $0.changeEntry(key, step) }) { isChanged = true } else { failed.insert(key) }
        }
        // What links to what has changed with them.
        if isChanged { entries = try listed() }
        for (key, step) in steps where !failed.contains(key) {
            _ = try attempt(key) { try $0.changeFile(key, step) }
        }
    }

    /// Does something about one key, and goes on with the others where it fails.
    ///
    /// - Shape: whether it was done.
    /// - Errors: where the database is busy, as it would be for the others.
    private mutating func attempt(_ key: String, _ body: (inout Self) throws -> Void) throws -> Bool {
        do {
            try body(&self)
            return true
        } catch let fault as SyncFault {
            report.faults.append(fault)
        } catch let failure as Failure where failure.kind == .stale {
            report.faults.append(SyncFault(key, "was changed meanwhile; sync once more."))
        } catch let failure as Failure where failure.kind != .unavailable {
            report.faults.append(SyncFault(key, failure.message))
        }
        return false
    }

    private mutating func tell(_ step: SyncStep, _ key: String) {
        switch step {
        case .nothing, .adopt, .forget: break
        case .putEntry: report.put.append(key)
        case .deleteEntry: report.deleted.append(key)
        case .writeFile: report.written.append(key)
        case .removeFile: report.removed.append(key)
        case .conflict(let kind): report.conflicts.append(.init(key: key, kind: kind, shown: shownPath(key)))
        }
    }
}

extension MemorySync {
    /// All entries of the space as they are shown now, with what links to them.
    private func listed() throws(Failure) -> [String: EntrySide] {
        var (sides, links) = ([String: EntrySide](), [String: [String]]())
        var query = EntryQuery()
        (query.order, query.limit) = (.key, EntryQuery.limitRange.upperBound)
        repeat {
            let page = try memory.entries(of: space, query, at: now(), for: caller)
            for entry in page.entries {
                sides[entry.key] = EntrySide(entry)
                for target in Set(targets(of: entry)) where target != entry.key {
                    if links[target, default: []].count < EntryDocument.linkedFromLimit {
                        links[target, default: []].append(entry.key)
                    }
                }
            }
            query.after = page.next
        } while query.after != nil
        for (key, sources) in links { sides[key]?.links = sources }
        return sides
    }

    /// The keys of this space that an entry links to.
    private func targets(of entry: MemoryEntry) -> [String] {
        entry.fields.allLinks(in: space).compactMap { link in
            if case .entry(space, let key) = link.target { key } else { nil }
        }
    }
}
