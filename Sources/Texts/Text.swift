/// Every text people are shown, by its name. General to particular, in the order of the alphabet within a group.
public enum Text: CaseIterable, Sendable {
    // The frame around every page
    case signOut, skipToContent, navigation, home, tasks, newTask

    // Errors
    case errorBadRequest, errorUnauthorized, errorForbidden, errorNotFound, errorMethodNotAllowed, errorConflict
    case errorStale, errorTooLarge, errorUnsupportedType, errorInvalid, errorTooMany, errorInternal
    case errorUnavailable, errorStorageFull, errorRequestId, errorNothingLost, errorWrongCredentials

    // Sign in and setup
    case signIn, name, password, setupTitle, setupLead, setupButton

    // Tasks
    case title, description, statusLabel, priorityLabel, search, save, cancel, delete, edit, complete, reopen
    case statusOpen, statusActive, statusWaiting, statusDone, statusDropped
    case priorityUrgent, priorityHigh, priorityNormal, priorityLow, prioritySomeday
}
