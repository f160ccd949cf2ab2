import Domain
import MemoryDomain
import Texts

extension EnglishMemory {
    package func permission(_ permission: MemoryPermission) -> String {
        switch permission {
        case .read: "read from memory"
        case .write: "write to memory"
        }
    }

    package func kind(_ kind: EntryKind) -> String {
        switch kind {
        case .fact: "Fact"
        case .preference: "Preference"
        case .instruction: "Instruction"
        case .event: "Event"
        case .turn: "Turn of a conversation"
        case .note: "Note"
        case .document: "Document"
        }
    }

    package func choice(_ kind: MemorySpace.Kind) -> String {
        switch kind {
        case .personal: "For me"
        case .agent: "For an agent"
        case .project: "For a project"
        case .shared: "For me and others whom I add"
        }
    }

    package func spaces(of kind: MemorySpace.Kind) -> String {
        switch kind {
        case .personal: "Your own"
        case .agent: "Agents"
        case .project: "Projects"
        case .shared: "Shared"
        }
    }

    package func entryCount(_ count: Int) -> String { English.counted(count, "entry", "entries") }

    package func ownedBy(_ name: String) -> String { "owned by \(name)" }

    package func keptFor(days: Int) -> String { "kept for \(English.counted(days, "day", "days"))" }

    package func days(_ count: Int) -> String { English.counted(count, "day", "days") }

    package func deleteSpaceQuestion(_ name: String) -> String { "Delete the space \(English.quoted(name))?" }

    package func deleteEntriesQuestion(_ count: Int) -> String {
        "Delete \(English.counted(count, "entry", "entries"))?"
    }

    package func timesHandedOut(_ count: Int) -> String { "read \(English.counted(count, "time", "times")) in all" }

    package func spaceImportHint(megabytes: Int, lines: Int) -> String {
        "At most \(megabytes) MiB, and of ELWOSA's own files \(English.counted(lines, "line", "lines")); elwosa memory import and import-from take larger ones. Of ELWOSA's own files nothing is taken if one line is wrong, and what is there already stays as it is; from other systems, an entry that is there already is given a new version."
    }

    package func spaceExportAs(_ system: String) -> String { "As \(system)" }

    package func spaceImported(_ count: Int) -> String {
        count == 1 ? "1 entry was taken." : "\(count) entries were taken."
    }

    package func leftOut(_ reason: LeftOut.Reason, _ count: Int) -> String {
        switch reason {
        case .unreadable: "Cannot be read: \(count)"
        case .tooLong: "Longer than an entry may be: \(count)"
        case .expired: "Expired: \(count)"
        case .otherBranch: "Messages of other branches: \(count)"
        case .hidden: "Messages that were not shown: \(count)"
        case .part: "Parts that are no text: \(count)"
        case .value: "Values that have no place in an entry: \(count)"
        case .link: "Relations without an entry, or too many: \(count)"
        }
    }

    package func lineName(_ number: Int) -> String { "Line \(number)" }

    package func trueFrom(_ moment: String) -> String { "valid from \(moment)" }

    package func trueUntil(_ moment: String) -> String { "was valid until \(moment)" }

    package func trueThrough(_ moment: String) -> String { "valid until \(moment)" }

    package func expiresAt(_ moment: String) -> String { "expires \(moment)" }

    package func shownFor(validAt: String?, knownAt: String?) -> String {
        switch (validAt, knownAt) {
        case (let valid?, let known?): "What was true on \(valid), as it was known on \(known)."
        case (let valid?, nil): "What was true on \(valid)."
        case (nil, let known?): "As it was known on \(known)."
        case (nil, nil): "What is true now."
        }
    }

    package func deleteEntryQuestion(_ key: String) -> String { "Delete the entry \(English.quoted(key))?" }

    package func historyOf(_ key: String) -> String { "History of \(English.quoted(key))" }

    package func versionName(_ number: Int64) -> String { "Version \(number)" }

    package func deed(_ deed: EntryDeed, restored: Int64?) -> String {
        switch deed {
        case .put: "wrote it"
        case .appended: "added to it"
        case .patched: "changed it"
        case .deleted: "deleted it"
        case .restored: restored.map { "restored version \($0)" } ?? "restored it"
        }
    }

    package func done(_ kind: MemoryEventKind, _ key: String) -> String {
        switch kind {
        case .entryDeleted: "Deleted: \(key)"
        case .entryRestored: "Restored: \(key)"
        default: "Saved: \(key)"
        }
    }

    package func undone(_ key: String) -> String { "Undone: \(key)" }

    package func done(entries count: Int) -> String { "Changed \(English.counted(count, "entry", "entries"))." }

    package func activity(_ kind: MemoryEventKind) -> (before: String, after: String) {
        switch kind {
        case .spaceCreated: ("created the space", "")
        case .spaceChanged: ("changed the space", "")
        case .spaceDeleted: ("deleted the space", "")
        case .spaceErased: ("erased what was in a space:", "")
        case .sharingSet: ("added to a space:", "")
        case .sharingRemoved: ("removed from a space:", "")
        case .entryPut: ("wrote the entry", "")
        case .entryAppended: ("added to the entry", "")
        case .entryPatched: ("changed the entry", "")
        case .entryDeleted: ("deleted the entry", "")
        case .entryRestored: ("restored the entry", "")
        case .entryExpired: ("let the entry expire:", "")
        case .entryErased: ("erased the entry for good:", "")
        }
    }
}
