extension EntryPatch {
    /// The change by which an entry says what a draft says: of what is the same, nothing.
    ///
    /// - Shape: nil where all of it is the same. From when it is true is changed only where the draft says otherwise, so
    ///   that another content is true from now on.
    package init?(from base: EntryFields, to draft: EntryDraft) {
        self.init()
        let new = draft.fields
        if new.content != base.content { (content, replacesContent) = (new.content.value, true) }
        if new.kind != base.kind { kind = new.kind }
        if new.tags != base.tags { tags = new.tags }
        if new.importance != base.importance { importance = .some(new.importance) }
        if new.source != base.source { source = .some(new.source) }
        if new.speaker != base.speaker { speaker = .some(new.speaker) }
        if new.at != base.at { at = .some(new.at) }
        if new.links != base.links { links = new.links }
        if draft.saysFrom, new.validFrom != base.validFrom { validFrom = .some(new.validFrom) }
        if new.validUntil != base.validUntil { validUntil = .some(new.validUntil) }
        if new.expiresAt != base.expiresAt { expiresAt = .some(new.expiresAt) }
        guard self != EntryPatch() else { return nil }
    }
}
