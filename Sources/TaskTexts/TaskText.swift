/// Every text of the pages of tasks, by its name.
///
/// Each language has one `switch` over them, so that a text without words in a language does not compile.
package enum TaskText: CaseIterable, Sendable {
    // The menu, and changes taken back
    case views, allProjects, allViews, undone, changeTakenBack, errorNothingLost

    // Tasks
    case title, description, statusLabel, priorityLabel, complete, reopen, statusOpen, statusActive
    case statusWaiting, statusDone, statusDropped, priorityUrgent, priorityHigh, priorityNormal, priorityLow
    case prioritySomeday, add, addPlaceholder, liveStatuses, allStatuses, chartTitle, activityTitle
    case activityTaskGone, recentlyDone, changed, completed, externalId, progressLabel, steps, stepNew
    case stepUp, stepRemove, descriptionHint, searchPlaceholder, showAll, dashboardEmptyTitle
    case dashboardEmptyText, dashboardDoneTitle, dashboardDoneText, listEmptyTitle, listEmptyText
    case listClearTitle, listClearText, listNoneTitle, listNoneText, listInstead, listAndHint, conflictTitle,
        conflictLead, listPartTitle, listPartText, listPartNext
    case conflictYours, conflictYoursNote, conflictDiffers, conflictSave, conflictKeep

    // Dashboard, lists, boards, views, the query language
    case sectionOverdue, sectionMine, sectionOthers, chartOpenTitle, dashboardOthersTitle
    case dashboardOthersText, filters, sort, sortNewest, sortBest, sortDue, sortPriority, sortUpdated
    case sortTitle, sortCompleted, chipMine, chipUnassigned, chipWeek, chipUrgent, chipBlocked, viewSave
    case viewName, viewNew, viewQuery, viewsLead, viewsEmptyTitle, viewsEmptyText, bulkTitle, bulkAll
    case bulkNone, bulkUnchanged, bulkAddLabels, bulkRemoveLabels, bulkAddPeople, bulkRemovePeople
    case bulkApply, bulkDelete, boardBy, boardMove, boardEmpty, asList, queryHelp, queryHelpAll, queryBroken
    case helpLead, helpExamples, helpJoining, helpFields, helpTimes
    case suggestedTask, suggestedEntry, suggestedTerm, suggestedLabel, suggestedProject, suggestedPerson, suggestedView,
        suggestedPage

    // Importing tasks
    case importTitle, importLead, importFormat, importFile, importButton, importAgain, importLeftOut
    case importOffer, importColumns, importColumnsLead, importColumnOut, importTitleColumn, importDates
    case importDatesUnsaid, importDatesDay, importDatesMonth, importPreview, importPreviewNone, importPreviewAgain
    case importFileAgain, columnCreated, columnUpdated, columnCompleted
    case exportTitle, exportLead, exportListLead, exportWhole, exportTable, exportExcel, exportTodoTxt

    // Accounts, roles, invitations, audit
    case nobody

    // A task's page and form, its history
    case facts, project, projectNone, inbox, inboxOwn, seenBy, assignShows, parent, labels, labelsHint
    case assignees, assignee, start, due, overdue, waitUntil, waitUntilHint, estimate, estimateHint
    case location
    case numberHint, numbersHint, stepTitle, stepDown, stepPromote, stepsHint, subtasks, subtaskNew
    case linkedFromMemory
    case dependencies, blockedBy, blocks, blockerNew, blockerRemove, completeAnyway, descriptionAdd
    case comments, comment, commentNew, commentHint, commentSend, commentEdited, commentImported
    case commentImportedWhy, footnoteBack, commentsNone, commentsEarlier, commentsLatest, assigneesOthers, nobodyKnown
    case history, historyAll, becomes, taskDelete

    // Projects, labels, trash
    case projects, projectNew, projectMake, projectsArchived, projectsArchivedShow, projectsArchivedHide
    case projectsArchivedNone, projectsEmptyTitle, projectsEmptyText, projectNothing, allInList, asBoard
    case projectSettings, projectRename, projectArchive, projectUnarchive, projectDelete, projectHasTasks
    case projectDeleteConsequence, members, memberAdd, memberRemove, memberLeave, roleChange, labelsLead
    case labelsEmptyTitle, labelsEmptyText, labelNew, labelMake, labelDelete, colour, trash, trashEmptyTitle
    case trashEmptyText, restore

    // Days near by
    case today, tomorrow, yesterday, dayToday, dayYesterday
}
