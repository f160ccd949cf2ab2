/// Every text of the pages of memory, by its name.
///
/// Each language has one `switch` over them, so that a text without words in a language does not compile.
package enum MemoryText: CaseIterable, Sendable {
    // The overview
    case memoryLead, memoryEmptyTitle, memoryEmptyText, memoryEmptyReader, memoryRecent
    case memoryRecentNone, memoryTail, memoryTailLead, memoryTailNone
    case memoryExpiring, memoryExpiringLead, memoryExpiringNone, memoryExpiringDays, memoryKeep

    // Making a space, and its settings
    case spaceNew, spaceMake, spaceKind, spaceProject, spaceAgent, spaceNoChoice, spaceRetention
    case spaceRetentionHint, spaceNotesReaders, spaceNotesReadersHint, spaceYes, spaceNo
    case spaceLeave, spaceSettings, spaceMembers, spaceMemberAdd, spaceMemberAddButton
    case spaceMemberRemove, spaceRoleChange, spaceReadersPersonal, spaceReadersAgent
    case spaceReadersProject, spaceOpenProject, spaceSize, spaceName, spaceOwner, spaceDelete
    case spaceDeleteWarning, spaceReadings, spaceReadingsLead, spaceReadingsOff, spaceReadingsNone
    case spaceIsNoted, spaceFiles, spaceExport, spaceExportLead, spaceImport, spaceImportFile, spaceImportNone
    case spaceImportFormat, spaceImportLeftOut, spaceImportShow

    // The entries of a space
    case entries, entryNew, entriesEmptyTitle, entriesEmptyText, entriesEmptyReader
    case entriesNoneTitle, entriesNoneText, entriesMoreText, entriesShowAll, entriesFilter
    case entriesShow, entriesKinds, entriesTag, entriesTags, entriesPrefix, entriesValidAt
    case entriesOrder, entriesNewest, entriesByKey, entriesByLastKey, entriesMore, entriesDelete, entriesDeleteText

    // An entry and its fields
    case entryKey, entryKeyHint, entryContent, entryContentHint, entryContentJSON, entryKind
    case entryTags, entryTagsHint, entryImportance, entryImportanceHint, entrySource
    case entrySpeaker, entryAt, entryValidFrom, entryValidUntil, entryExpires, entryTimesHint
    case entryLinks, entryLinksHint, entryLinksTo, entryLinkedFrom, entryMade, entryVersion
    case entryUpdated, entryMore, entryEdit, entryFootnoteBack, entryFacts, entryCloseNow
    case entryConversation
    case entryDelete, entryDeleteText, entryErase, entryEraseText, entryHistory, entryShowNow, entrySomebody,
        entryImported

    // What versions differ in, and conflicts
    case entryBecomes, entryLong, entryRestore, entryAlways, entryConflictTitle
    case entryConflictLead, entryConflictMine, entryConflictDiffers, entryConflictSave
    case entryConflictKeep

    // Finding, and what an agent would be told
    case memorySearch, questionLabel, questionPlaceholder, questionHelp, questionHelpLead, memoryFound
    case foundBounded, foundNone, foundNoneText, foundSpeaker, foundTime, memoryContext
    case memoryContextLead, contextEmpty, contextEmptyText, contextBudget, contextBudgetHint
    case contextVocabulary, contextOfAgent, contextOfAll, contextSpaces, contextSpacesHint, contextShow
    case contextTold, contextLeftOut, contextVerbatim
}
