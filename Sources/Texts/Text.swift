/// Every text people are shown, by its name. General to particular, in the order of the alphabet within a group.
public enum Text: CaseIterable, Sendable {
    // The frame around every page
    case signOut, skipToContent, navigation, home, tasks, newTask
    case newShort, views, overviewLink, redo, undone, board, more, close, allProjects, allViews

    // Keys, and what scripts say
    case keysTitle, keysOn, keyNext, keyPrevious, keyTick, keyMove, paletteTitle, offline

    // How old a page is, and what has happened since
    case drawnAt, live, liveNewer, liveNewerLink, liveGone

    // Errors
    case errorBadRequest, errorUnauthorized, errorUnproven, errorFactorMissing, errorForbidden, errorNotFound,
        errorMethodNotAllowed,
        errorConflict
    case errorStale, errorTooLarge, errorUnsupportedType, errorUpgradeRequired, errorInvalid, errorTooMany,
        errorInternal
    case errorUnavailable, errorStorageFull, errorOutcomeUnknown, errorRequestId, errorNothingLost,
        errorWrongCredentials
    case errorRepeated, sentBefore, sentSecret, sendAgain

    // What was typed before, beside what is there now
    case draft, draftTake, draftDrop

    // The account, its sessions and tokens
    case account, accountRole, accountSince, passwordChange, passwordCurrent, passwordNew
    case passwordChangeLead, passwordChanged, appearance, appearanceSaved, language, theme, asBrowser, timeZone
    case themeLight, themeDark, sessions, sessionsLead, sessionCurrent, sessionEnd, sessionsEndOthers
    case sessionsEndAll, proveToEnd, proveToMake, prove, tokens, tokensLead, tokensNone, tokenNew
    case tokenNameHint, tokenScopes, tokenDays, tokenMake, tokenRevoke, tokenExpired, tokenUnused
    case tokenShown, tokenDone

    // Sign in and setup
    case signIn, name, password, setupTitle, setupLead, setupButton
    case signInLead, signInAgain, doorFoot, setupPasswordHint, setupTokenWrong

    // The second factor, recovery codes, and proving once more who one is
    case code, codeHint, signInCodeLead
    case factorTitle, factorLead, factorBegin, factorScan, factorPicture, factorCodeHint, factorConfirm, factorThere,
        factorDemanded
    case factorRemove, factorRemoveHint
    case codesTitle, codesLead, codesKept, codesMake, codesMakeLead
    case proofTitle, proofLead, proofButton

    // Tasks
    case title, description, statusLabel, priorityLabel, search, save, cancel, delete, edit, complete, reopen
    case statusOpen, statusActive, statusWaiting, statusDone, statusDropped
    case priorityUrgent, priorityHigh, priorityNormal, priorityLow, prioritySomeday
    case add, addPlaceholder, liveStatuses, allStatuses, chartTitle, activityTitle, activityTaskGone, recentlyDone,
        created, changed,
        completed
    case externalId, progressLabel, steps, stepNew, stepUp, stepRemove, descriptionHint
    case searchPlaceholder, showAll, firstPage, nextPage, pages, dashboardEmptyTitle, dashboardEmptyText,
        dashboardDoneTitle
    case dashboardDoneText, listEmptyTitle, listEmptyText, listClearTitle, listClearText, listNoneTitle, listNoneText,
        deleteKeep, conflictTitle
    case conflictLead, conflictBeside, conflictYours, conflictYoursNote, conflictDiffers, conflictStored, conflictSave,
        conflictKeep

    // Dashboard, lists, boards, views, the query language
    case sectionOverdue, sectionMine, sectionOthers, chartOpenTitle, dashboardOthersTitle,
        dashboardOthersText, filters, sort, sortNewest, sortBest, sortDue, sortPriority, sortUpdated,
        sortTitle, sortCompleted, chipMine, chipUnassigned, chipWeek, chipUrgent, chipBlocked, viewSave,
        viewName, viewNew, viewQuery, viewsLead, viewsEmptyTitle, viewsEmptyText, bulkTitle, bulkAll,
        bulkNone, bulkUnchanged, bulkAddLabels, bulkRemoveLabels, bulkAddPeople, bulkRemovePeople, bulkApply,
        bulkDelete, boardBy, boardMove, boardEmpty,
        asList, queryHelp, queryHelpAll,
        queryBroken, helpLead, helpExamples, helpJoining, helpFields, helpTimes, goBack

    // Bringing tasks along
    case importTitle, importLead, importFormat, importFile, importButton, importAgain, importLeftOut

    // Accounts, roles, invitations, audit
    case accounts, kindAgents, roles, audit, administration, role, accountsNew, accountsMore, inviteTitle, inviteLead
    case inviteDays, inviteButton, agentTitle, agentLead, agentOwner, agentPermissions, invitationsOpen,
        invitationWithdraw
    case linkOnce, linkLabel, accountKind, accountIsDisabled, accountDisable, accountEnable
    case accountReset, accountFactor, accountHeir, yes, no, nobody, invitationLead, invitationButton, resetTitle
    case resetLead, resetButton, rolesLead, roleBuiltIn, roleNew, rolePermissions, auditActor, auditKind
    case auditArea, auditAfter, auditBefore, auditShow, auditAll, auditEmptyTitle, auditEmptyText, auditShowAll
    case erasureTitle, erasureText, erasureHint, erasureButton, erasureNothing, erasureUnfinished, erasureInFile

    // A task's page and form, its history
    case facts, project, projectNone, inbox, inboxOwn, seenBy, assignShows, parent, labels, labelsHint, assignees,
        assignee, start, due, overdue,
        waitUntil, waitUntilHint, estimate, estimateHint, numberHint, numbersHint, stepTitle, stepDown,
        stepPromote, stepsHint, subtasks, subtaskNew, dependencies, blockedBy, blocks, blockerNew,
        blockerRemove, completeAnyway, descriptionAdd, comments, comment, commentNew, commentHint, commentSend,
        commentEdited, commentImported, commentImportedWhy, commentsNone, commentsEarlier, commentsLatest,
        assigneesOthers,
        nobodyKnown, history, historyAll, undo, becomes, nothingSet, taskDelete

    // Projects, labels, trash
    case projects, projectNew, projectMake, projectsArchived, projectsArchivedShow, projectsArchivedHide,
        projectsArchivedNone, projectsEmptyTitle, projectsEmptyText, projectNothing, allInList, asBoard,
        projectSettings, projectRename, projectArchive, projectUnarchive, projectDelete, projectHasTasks,
        projectDeleteConsequence, members, memberAdd, memberRemove, memberLeave, roleChange, labelsLead,
        labelsEmptyTitle, labelsEmptyText, labelNew, labelMake, labelDelete, colour, trash, trashEmptyTitle,
        trashEmptyText, restore
}
