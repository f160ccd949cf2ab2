import Domain
import MemoryDomain
import MemoryFormats

/// Single steps. Each looks once more at what it is about to change, and remembers what it has done.
extension MemorySync {
    mutating func changeEntry(_ key: String, _ step: SyncStep) throws {
        switch step {
        case .putEntry(let seen): try put(key, seen: seen)
        case .deleteEntry(let seen):
            _ = try memory.deleteEntry(key, of: space, by: Change(by: caller, at: now(), seen: seen))
            try forget(key)
            report.deleted.append(key)
        default: break
        }
        try remember()
    }

    mutating func changeFile(_ key: String, _ step: SyncStep) throws {
        switch step {
        case .nothing:
            if let file = scan.files[key] { state.records[key]?.path = file.path }
            try takeAwayShown(key)
            if isOutdated(key) { try write(key) }
        case .putEntry: try write(key)
        case .adopt:
            try takeAwayShown(key)
            try write(key)
        case .writeFile:
            try write(key)
            try takeAwayShown(key)
            report.written.append(key)
        case .removeFile:
            if let file = scan.files[key] {
                _ = try unchanged(file.path, file.bytes)
                try folder.remove(file.path)
            }
            try forget(key)
            report.removed.append(key)
        case .forget: try forget(key)
        case .conflict(let kind): try show(key, kind)
        case .deleteEntry: break
        }
        try remember()
    }

    private mutating func put(_ key: String, seen: Int64) throws {
        guard let file = scan.files[key] else { return }
        let document = try SyncScan.document(try unchanged(file.path, file.bytes), file.path)
        let change = Change(by: caller, at: now(), seen: seen)
        let entry: MemoryEntry
        if seen == 0 {
            entry = try memory.putEntry(.named(key), document.draft, of: space, by: change).entry
        } else {
            let stored = try memory.entry(key, of: space, .now, at: change.instant, for: caller)
            try change.require(version: stored.version)
            let patch = EntryPatch(from: stored.fields, to: document.draft)
            entry = try patch.map { try memory.patchEntry(key, $0, of: space, by: change).entry } ?? stored
        }
        keep(key, file.path, file.bytes, EntrySide(entry))
        try takeAwayShown(key)
        report.put.append(key)
    }

    /// Writes a file from its entry; what is none of an entry's stays in it.
    private mutating func write(_ key: String) throws {
        let file = scan.files[key]
        let path = file?.path ?? freePath(for: key)
        let former = try unchanged(path, file?.bytes)
        let entry = try memory.entry(key, of: space, .now, at: now(), for: caller)
        let foreign = former.isEmpty ? [] : try SyncScan.document(former, path).foreign
        let bytes = document(of: entry, at: path, foreign).bytes(linkedFrom: entries[key]?.links ?? [])
        if bytes != former { try folder.write(path, bytes) }
        var side = EntrySide(entry)
        side.links = entries[key]?.links ?? []
        keep(key, path, SyncDigest(of: bytes), side)
    }

    /// The file names another version than the entry has, or others that link to it.
    private func isOutdated(_ key: String) -> Bool {
        guard let record = state.records[key], let entry = entries[key] else { return false }
        return record.version != entry.version || record.links != SyncDigest(of: entry.links)
    }

    private func document(of entry: MemoryEntry, at path: String, _ foreign: [String]) -> EntryDocument {
        let isSaid = EntryFileName.key(ofStem: SyncScan.stem(path)) == entry.key
        return EntryDocument(entry, key: isSaid ? nil : entry.key, foreign: foreign)
    }

    /// The bytes of a file that is as it was found; none where none was.
    ///
    /// - Errors: `SyncFault` where somebody has changed it meanwhile.
    private func unchanged(_ path: String, _ digest: SyncDigest?) throws(SyncFault) -> [UInt8] {
        let bytes = try folder.read(path, limit: EntryDocument.byteLimit)
        guard bytes.map(SyncDigest.init(of:)) == digest else {
            throw SyncFault(path, "was changed meanwhile; sync once more.")
        }
        return bytes ?? []
    }

    private mutating func keep(_ key: String, _ path: String, _ bytes: SyncDigest, _ entry: EntrySide) {
        var record = state.records[key] ?? SyncRecord(path: path)
        (record.path, record.file, record.entry) = (path, bytes, entry.dated)
        (record.version, record.from, record.links) = (entry.version, entry.from, SyncDigest(of: entry.links))
        state.records[key] = record
        scan.take(path, for: key)
    }

    private mutating func forget(_ key: String) throws(SyncFault) {
        try takeAwayShown(key)
        state.records[key] = nil
    }

    /// Writes down what was done, every so many steps.
    private mutating func remember() throws(SyncFault) {
        unsaved += 1
        guard unsaved >= Self.saveInterval else { return }
        unsaved = 0
        try state.save(in: folder)
    }
}

/// Conflicts.
extension MemorySync {
    /// The path of the file that shows the entry of a conflict.
    func shownPath(_ key: String) -> String {
        let path = scan.files[key]?.path ?? state.records[key]?.path ?? freePath(for: key)
        return String(path.dropLast(EntryFileName.ending.count)) + EntryFileName.conflictEnding
    }

    /// Puts the entry beside the file, unless something of somebody else's is there.
    private mutating func show(_ key: String, _ kind: SyncConflict) throws {
        let path = shownPath(key)
        var record = state.records[key] ?? SyncRecord(path: scan.files[key]?.path ?? freePath(for: key))
        let there = try folder.read(path, limit: EntryDocument.byteLimit).map(SyncDigest.init(of:))
        let isOurs = there == nil || there == record.conflict?.shown
        let entry = try entries[key].map { _ in try memory.entry(key, of: space, .now, at: now(), for: caller) }
        let bytes = entry.map { EntryDocument($0, key: key).bytes() } ?? Array("The entry \(key) is gone.\n".utf8)
        if isOurs, there != SyncDigest(of: bytes) { try folder.write(path, bytes) }
        record.conflict = .init(
            entry: entry.map { SyncDigest(of: $0.fields) }, shown: isOurs ? SyncDigest(of: bytes) : nil)
        state.records[key] = record
        report.conflicts.append(.init(key: key, kind: kind, shown: isOurs ? path : nil))
    }

    /// Takes away the file that showed a conflict, where nobody has changed it.
    private mutating func takeAwayShown(_ key: String) throws(SyncFault) {
        guard let shown = state.records[key]?.conflict?.shown else { return }
        let path = shownPath(key)
        if try folder.read(path, limit: EntryDocument.byteLimit).map(SyncDigest.init(of:)) == shown {
            try folder.remove(path)
        }
        state.records[key]?.conflict = nil
    }

    /// The path of the file for a key that has none.
    private func freePath(for key: String) -> String {
        let own = EntryFileName.stem(of: key) + EntryFileName.ending
        let isFree = scan.taken[own.lowercased()].map { $0 == key } ?? true
        return isFree ? own : EntryFileName.otherStem(of: key) + EntryFileName.ending
    }
}

extension EntrySide {
    init(_ entry: MemoryEntry) {
        self.init(
            version: entry.version, dated: SyncDigest(of: entry.fields), undated: SyncDigest(undated: entry.fields),
            from: entry.fields.validFrom?.rfc3339)
    }
}
