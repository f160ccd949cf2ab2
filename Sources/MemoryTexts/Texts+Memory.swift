import Domain
import MemoryDomain
import Texts

/// Names and sentences of memory.
extension Texts {
    /// The one place that knows who speaks for a language in this area.
    package var memory: any MemoryCatalogue {
        // Whoever stands in for a language has the words of every area whose pages it is asked for.
        if let standIn { return standIn as! any MemoryCatalogue }
        return switch language {
        case .german: GermanMemory()
        case .english: EnglishMemory()
        }
    }

    package subscript(_ text: MemoryText) -> String { memory[text] }

    package subscript(_ kind: EntryKind) -> String { memory.kind(kind) }

    package func choice(_ kind: MemorySpace.Kind) -> String { memory.choice(kind) }

    package func spaces(of kind: MemorySpace.Kind) -> String { memory.spaces(of: kind) }

    /// `12 Einträge`
    package func entryCount(_ count: Int) -> String { memory.entryCount(count) }

    /// The size of texts, as people read it: `812 B`, `14 kB`, `3 MB`.
    package func size(bytes: Int) -> String {
        switch bytes {
        case ..<1_000: "\(bytes) B"
        case ..<1_000_000: "\(bytes / 1_000) kB"
        default: "\(bytes / 1_000_000) MB"
        }
    }

    package func ownedBy(_ name: String) -> String { memory.ownedBy(name.isolated) }

    package func days(_ count: Int) -> String { memory.days(count) }

    package func keptFor(days: Int) -> String { memory.keptFor(days: days) }

    package func deleteSpaceQuestion(_ name: String) -> String { memory.deleteSpaceQuestion(name.isolated) }

    package func timesHandedOut(_ count: Int) -> String { memory.timesHandedOut(count) }

    package func spaceExportAs(_ system: String) -> String { memory.spaceExportAs(system) }

    package func spaceImported(_ count: Int) -> String { memory.spaceImported(count) }

    package func leftOut(_ reason: LeftOut.Reason, _ count: Int) -> String { memory.leftOut(reason, count) }

    package func spaceImportHint(megabytes: Int, lines: Int) -> String {
        memory.spaceImportHint(megabytes: megabytes, lines: lines)
    }

    package func lineName(_ number: Int) -> String { memory.lineName(number) }

    package func deleteEntriesQuestion(_ count: Int) -> String { memory.deleteEntriesQuestion(count) }

    package func deleteEntryQuestion(_ key: String) -> String { memory.deleteEntryQuestion(key.isolated) }

    package func historyOf(_ key: String) -> String { memory.historyOf(key.isolated) }

    package func versionName(_ number: Int64) -> String { memory.versionName(number) }

    package func deed(_ deed: EntryDeed, restored: Int64?) -> String { memory.deed(deed, restored: restored) }

    package func trueFrom(_ instant: Instant, now: Instant) -> String {
        memory.trueFrom(dayAndHour(instant, now: now))
    }

    package func trueUntil(_ instant: Instant, now: Instant) -> String {
        let moment = dayAndHour(instant, now: now)
        return instant <= now ? memory.trueUntil(moment) : memory.trueThrough(moment)
    }

    package func expires(_ instant: Instant, now: Instant) -> String {
        memory.expiresAt(dayAndHour(instant, now: now))
    }

    /// For which moment something is shown; nil for now.
    package func shown(for time: EntryTime) -> String? {
        guard time != .now else { return nil }
        return memory.shownFor(validAt: time.validAt.map(dateAndTime), knownAt: time.knownAt.map(dateAndTime))
    }
}

extension Texts {
    /// The change that was just made, in a line.
    package func done(_ offer: EntryUndoOffer) -> String {
        guard offer.count == 1 else { return memory.done(entries: offer.count) }
        return offer.isUndo ? memory.undone(offer.key.isolated) : memory.done(offer.kind, offer.key.isolated)
    }
}
