import Domain

extension Texts {
    /// What a change did, as the line says that offers to take it back: `„Router“ erledigt.`, `3 tasks deleted.`
    public func done(_ offer: UndoOffer) -> String {
        if offer.isUndo { return self[.undone] }
        if offer.count > 1 { return many(offer.count, offer.kind) }
        var (before, after) = activity(offer.kind)
        // "Ada hat den Router erledigt" without Ada.
        if isGerman, before.hasPrefix("hat") { before = String(before.dropFirst(3).drop { $0 == " " }) }
        let name = offer.title.isEmpty ? self[.activityTaskGone] : quoted(offer.title)
        let sentence = [before, name, after].filter { !$0.isEmpty }.joined(separator: " ")
        return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }

    private func many(_ count: Int, _ kind: EventKind) -> String {
        let (german, english) =
            switch kind {
            case .taskCreated: ("angelegt", "added")
            case .taskCompleted: ("erledigt", "completed")
            case .taskReopened: ("wieder geöffnet", "reopened")
            case .taskDeleted: ("gelöscht", "deleted")
            case .taskRestored: ("wiederhergestellt", "restored")
            case .taskImported: ("importiert", "imported")
            default: ("geändert", "changed")
            }
        return isGerman ? "\(count) Aufgaben \(german)." : "\(count) tasks \(english)."
    }
}
