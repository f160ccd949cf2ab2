import Domain
import MemoryDomain
import Texts

extension GermanMemory {
    package func permission(_ permission: MemoryPermission) -> String {
        switch permission {
        case .read: "im Gedächtnis lesen"
        case .write: "ins Gedächtnis schreiben"
        }
    }

    package func kind(_ kind: EntryKind) -> String {
        switch kind {
        case .fact: "Tatsache"
        case .preference: "Vorliebe"
        case .instruction: "Anweisung"
        case .event: "Ereignis"
        case .turn: "Gesprächsbeitrag"
        case .note: "Notiz"
        case .document: "Dokument"
        }
    }

    package func choice(_ kind: MemorySpace.Kind) -> String {
        switch kind {
        case .personal: "Für mich"
        case .agent: "Für einen Agenten"
        case .project: "Für ein Projekt"
        case .shared: "Für mich und andere, die ich aufnehme"
        }
    }

    package func spaces(of kind: MemorySpace.Kind) -> String {
        switch kind {
        case .personal: "Eigene"
        case .agent: "Von Agenten"
        case .project: "Von Projekten"
        case .shared: "Geteilte"
        }
    }

    package func entryCount(_ count: Int) -> String { German.counted(count, "Eintrag", "Einträge") }

    package func ownedBy(_ name: String) -> String { "gehört \(name)" }

    package func keptFor(days: Int) -> String { "bleibt \(German.counted(days, "Tag", "Tage"))" }

    package func days(_ count: Int) -> String { German.counted(count, "Tag", "Tage") }

    package func deleteSpaceQuestion(_ name: String) -> String { "Bereich \(German.quoted(name)) löschen?" }

    package func deleteEntriesQuestion(_ count: Int) -> String {
        "\(German.counted(count, "Eintrag", "Einträge")) löschen?"
    }

    package func timesHandedOut(_ count: Int) -> String { "zusammen \(German.counted(count, "Mal", "Mal")) gelesen" }

    package func spaceImportHint(megabytes: Int, lines: Int) -> String {
        "Höchstens \(megabytes) MiB, bei eigenen Dateien von ELWOSA \(German.counted(lines, "Zeile", "Zeilen")); größere übernehmen elwosa memory import und import-from. Aus eigenen Dateien von ELWOSA wird nichts übernommen, wenn eine Zeile falsch ist, und was schon da ist, bleibt, wie es ist; aus anderen Systemen bekommt ein Eintrag, den es schon gibt, eine neue Fassung."
    }

    package func spaceExportAs(_ system: String) -> String { "Als \(system)" }

    package func spaceImported(_ count: Int) -> String {
        count == 1 ? "1 Eintrag wurde übernommen." : "\(count) Einträge wurden übernommen."
    }

    package func leftOut(_ reason: LeftOut.Reason, _ count: Int) -> String {
        switch reason {
        case .unreadable: "Nicht lesbar: \(count)"
        case .tooLong: "Länger, als ein Eintrag sein darf: \(count)"
        case .expired: "Abgelaufen: \(count)"
        case .otherBranch: "Nachrichten anderer Zweige: \(count)"
        case .hidden: "Nachrichten, die nicht gezeigt wurden: \(count)"
        case .part: "Teile, die kein Text sind: \(count)"
        case .value: "Werte, die in einem Eintrag keinen Platz haben: \(count)"
        case .link: "Beziehungen ohne Eintrag oder zu viele: \(count)"
        }
    }

    package func lineName(_ number: Int) -> String { "Zeile \(number)" }

    package func trueFrom(_ moment: String) -> String { "gilt ab \(moment)" }

    package func trueUntil(_ moment: String) -> String { "galt bis \(moment)" }

    package func trueThrough(_ moment: String) -> String { "gilt bis \(moment)" }

    package func expiresAt(_ moment: String) -> String { "verfällt am \(moment)" }

    package func shownFor(validAt: String?, knownAt: String?) -> String {
        switch (validAt, knownAt) {
        case (let valid?, let known?): "Was am \(valid) galt, wie es am \(known) bekannt war."
        case (let valid?, nil): "Was am \(valid) galt."
        case (nil, let known?): "Wie es am \(known) bekannt war."
        case (nil, nil): "Was jetzt gilt."
        }
    }

    package func deleteEntryQuestion(_ key: String) -> String { "Eintrag \(German.quoted(key)) löschen?" }

    package func historyOf(_ key: String) -> String { "Verlauf von \(German.quoted(key))" }

    package func versionName(_ number: Int64) -> String { "Fassung \(number)" }

    package func deed(_ deed: EntryDeed, restored: Int64?) -> String {
        switch deed {
        case .put: "hat geschrieben"
        case .appended: "hat angehängt"
        case .patched: "hat geändert"
        case .deleted: "hat gelöscht"
        case .restored: restored.map { "hat Fassung \($0) wiederhergestellt" } ?? "hat wiederhergestellt"
        }
    }

    package func done(_ kind: MemoryEventKind, _ key: String) -> String {
        switch kind {
        case .entryDeleted: "Gelöscht: \(key)"
        case .entryRestored: "Wiederhergestellt: \(key)"
        default: "Gespeichert: \(key)"
        }
    }

    package func undone(_ key: String) -> String { "Rückgängig gemacht: \(key)" }

    package func done(entries count: Int) -> String { "\(German.counted(count, "Eintrag", "Einträge")) geändert." }

    package func activity(_ kind: MemoryEventKind) -> (before: String, after: String) {
        switch kind {
        case .spaceCreated: ("hat den Bereich", "angelegt")
        case .spaceChanged: ("hat den Bereich", "geändert")
        case .spaceDeleted: ("hat den Bereich", "gelöscht")
        case .spaceErased: ("hat endgültig gelöscht, was in einem Bereich war:", "")
        case .sharingSet: ("hat in einen Bereich aufgenommen:", "")
        case .sharingRemoved: ("hat aus einem Bereich entfernt:", "")
        case .entryPut: ("hat den Eintrag", "geschrieben")
        case .entryAppended: ("hat an den Eintrag", "etwas angehängt")
        case .entryPatched: ("hat den Eintrag", "geändert")
        case .entryDeleted: ("hat den Eintrag", "gelöscht")
        case .entryRestored: ("hat den Eintrag", "wiederhergestellt")
        case .entryExpired: ("hat den Eintrag", "verfallen lassen")
        case .entryErased: ("hat den Eintrag", "endgültig gelöscht")
        }
    }
}
