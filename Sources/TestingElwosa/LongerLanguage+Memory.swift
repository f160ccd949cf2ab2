import Domain
import MemoryDomain
import MemoryTexts

extension LongerLanguage: MemoryCatalogue {
    package subscript(text: MemoryText) -> String { Self.longer(memory[text]) }

    package func permission(_ permission: MemoryPermission) -> String { Self.longer(memory.permission(permission)) }

    package func kind(_ kind: EntryKind) -> String { Self.longer(memory.kind(kind)) }

    package func choice(_ kind: MemorySpace.Kind) -> String { Self.longer(memory.choice(kind)) }

    package func spaces(of kind: MemorySpace.Kind) -> String { Self.longer(memory.spaces(of: kind)) }

    package func entryCount(_ count: Int) -> String { Self.longer(memory.entryCount(count)) }

    package func ownedBy(_ name: String) -> String { Self.longer(memory.ownedBy(name), keeping: [name]) }

    package func days(_ count: Int) -> String { Self.longer(memory.days(count)) }

    package func keptFor(days: Int) -> String { Self.longer(memory.keptFor(days: days)) }

    package func deleteSpaceQuestion(_ name: String) -> String {
        Self.longer(memory.deleteSpaceQuestion(name), keeping: [name])
    }

    package func deleteEntriesQuestion(_ count: Int) -> String { Self.longer(memory.deleteEntriesQuestion(count)) }

    package func timesHandedOut(_ count: Int) -> String { Self.longer(memory.timesHandedOut(count)) }

    package func spaceImportHint(megabytes: Int, lines: Int) -> String {
        Self.longer(memory.spaceImportHint(megabytes: megabytes, lines: lines))
    }

    package func spaceExportAs(_ system: String) -> String {
        Self.longer(memory.spaceExportAs(system), keeping: [system])
    }

    package func spaceImported(_ count: Int) -> String { Self.longer(memory.spaceImported(count)) }

    package func leftOut(_ reason: LeftOut.Reason, _ count: Int) -> String {
        Self.longer(memory.leftOut(reason, count))
    }

    package func lineName(_ number: Int) -> String { Self.longer(memory.lineName(number)) }

    package func trueFrom(_ moment: String) -> String { Self.longer(memory.trueFrom(moment), keeping: [moment]) }

    package func trueUntil(_ moment: String) -> String { Self.longer(memory.trueUntil(moment), keeping: [moment]) }

    package func trueThrough(_ moment: String) -> String { Self.longer(memory.trueThrough(moment), keeping: [moment]) }

    package func expiresAt(_ moment: String) -> String { Self.longer(memory.expiresAt(moment), keeping: [moment]) }

    package func shownFor(validAt: String?, knownAt: String?) -> String {
        Self.longer(
            memory.shownFor(validAt: validAt, knownAt: knownAt), keeping: [validAt, knownAt].compactMap { $0 })
    }

    package func deleteEntryQuestion(_ key: String) -> String {
        Self.longer(memory.deleteEntryQuestion(key), keeping: [key])
    }

    package func historyOf(_ key: String) -> String { Self.longer(memory.historyOf(key), keeping: [key]) }

    package func versionName(_ number: Int64) -> String { Self.longer(memory.versionName(number)) }

    package func deed(_ deed: EntryDeed, restored: Int64?) -> String {
        Self.longer(memory.deed(deed, restored: restored))
    }

    package func done(_ kind: MemoryEventKind, _ key: String) -> String {
        Self.longer(memory.done(kind, key), keeping: [key])
    }

    package func undone(_ key: String) -> String { Self.longer(memory.undone(key), keeping: [key]) }

    package func done(entries count: Int) -> String { Self.longer(memory.done(entries: count)) }

    package func activity(_ kind: MemoryEventKind) -> (before: String, after: String) {
        let words = memory.activity(kind)
        return (Self.longer(words.before), Self.longer(words.after))
    }
}
