/// Every text that the frame and more than one area show, by its name.
///
/// Each language has one `switch` over them, so that a text without words in a language does not compile.
package enum CommonText: CaseIterable, Sendable {
    // The frame around every page
    case signOut, skipToContent, navigation, home, tasks, newTask, newShort, overviewLink, board, memory, undo, redo,
        more, close
    case administration, accounts, roles, audit, doorFoot, importExport, export

    // Keys, and what scripts say
    case keysTitle, keysOn, keyNext, keyPrevious, keyTick, keyMove, paletteTitle, offline

    // How old a page is, and what has happened since
    case drawnAt, live, liveNewer, liveNewerLink, liveGone

    // The time zone, in one sentence where an account begins
    case zoneShown, zoneChange

    // Errors
    case errorBadRequest, errorUnauthorized, errorUnproven, errorFactorMissing, errorForbidden
    case errorNotFound, errorMethodNotAllowed, errorConflict, errorStale, errorTooLarge
    case errorUnsupportedType, errorUpgradeRequired, errorInvalid, errorTooMany, errorInternal
    case errorUnavailable, errorStorageFull, errorOutcomeUnknown, errorRequestId, errorRepeated, sentBefore
    case sentSecret, sendAgain

    // What was typed before, beside what is there now
    case draft, draftTake, draftDrop

    // Forms and lists
    case name, role, created, search, save, cancel, delete, deleteKeep, edit, goBack, nothingSet
    case firstPage, nextPage, pages, conflictBeside, conflictStored, addToProject, invite

    // How long ago
    case justNow
}
