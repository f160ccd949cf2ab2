/// A key as its file says it.
struct FileSide: Equatable {
    var path: String
    var bytes: SyncDigest
    /// The content; nil while it is as it was last seen, and so nobody had to read it.
    var said: Said?

    struct Said: Equatable {
        /// nil where it does not say from when it is true.
        var dated: SyncDigest?
        var undated: SyncDigest
        /// From when it is true; nil where nobody knows.
        var from: String?
    }

    /// The file says what the entry says. A file that still names the moment that was last seen says nothing new of
    /// that: a run that was killed may have made its content true from another one on.
    func says(_ entry: EntrySide, after known: SyncRecord?) -> Bool {
        guard let said, said.undated == entry.undated else { return false }
        guard let dated = said.dated, dated != entry.dated else { return true }
        return known.map { $0.file != nil && $0.from == said.from } ?? false
    }
}

/// A key as its entry is shown now.
struct EntrySide: Equatable {
    var version: Int64
    var dated: SyncDigest
    var undated: SyncDigest
    /// From when it is true; nil where nobody knows.
    var from: String?
    /// The keys that link to it.
    var links: [String] = []
}

/// The kinds of conflict, by what happened on both sides.
package enum SyncConflict: Sendable, Equatable {
    /// Nobody knows what either was before.
    case bothThere
    case bothChanged
    /// The file was changed, the entry is gone.
    case entryGone
    /// The entry was changed, the file is gone.
    case fileGone
}

/// A side that counts where both were changed.
package enum SyncSide: String, CaseIterable, Sendable {
    case files, entries
}

/// The step that is to be done about a key.
enum SyncStep: Equatable {
    /// Both sides say the same, and did so before.
    case nothing
    /// Both sides say the same, which is to be remembered.
    case adopt
    /// - Shape: the version that is to be there, 0 for none.
    case putEntry(seen: Int64)
    case deleteEntry(seen: Int64)
    case writeFile
    case removeFile
    /// It is gone on both sides.
    case forget
    case conflict(SyncConflict)

    /// Decides by what is there, and by what was there when both were last the same.
    ///
    /// - Shape: `isShown` where the file that shows a conflict is still there; `side` counts where both were changed.
    static func decide(
        _ file: FileSide?, _ entry: EntrySide?, _ record: SyncRecord?, isShown: Bool = false,
        prefer side: SyncSide? = nil
    ) -> SyncStep {
        let step = compare(file, entry, record)
        guard case .conflict = step else { return step }
        let isSettled = file != nil && !isShown && isSeen(entry, record?.conflict)
        let settled = side ?? (isSettled ? .files : nil)
        switch settled {
        case nil: return step
        case .files: return file == nil ? .deleteEntry(seen: entry?.version ?? 0) : .putEntry(seen: entry?.version ?? 0)
        case .entries: return entry == nil ? .removeFile : .writeFile
        }
    }

    /// Whoever has taken away the file that shows the entry has seen it, unless it was changed once more.
    private static func isSeen(_ entry: EntrySide?, _ conflict: SyncRecord.Conflict?) -> Bool {
        guard let conflict, conflict.shown != nil else { return false }
        return conflict.entry == entry?.dated
    }

    private static func compare(_ file: FileSide?, _ entry: EntrySide?, _ record: SyncRecord?) -> SyncStep {
        let known = record.flatMap { $0.file == nil ? nil : $0 }
        switch (file, entry) {
        case (nil, nil): return .forget
        case (let file?, nil):
            guard let known else { return record == nil ? .putEntry(seen: 0) : .conflict(.entryGone) }
            return file.bytes == known.file ? .removeFile : .conflict(.entryGone)
        case (nil, let entry?):
            guard let known else { return .writeFile }
            return entry.dated == known.entry ? .deleteEntry(seen: entry.version) : .conflict(.fileGone)
        case (let file?, let entry?):
            guard let known else { return file.says(entry, after: nil) ? .adopt : .conflict(.bothThere) }
            switch (file.bytes != known.file, entry.dated != known.entry) {
            case (false, false): return .nothing
            case (true, false): return file.says(entry, after: known) ? .adopt : .putEntry(seen: entry.version)
            case (false, true): return .writeFile
            case (true, true): return file.says(entry, after: known) ? .adopt : .conflict(.bothChanged)
            }
        }
    }
}
