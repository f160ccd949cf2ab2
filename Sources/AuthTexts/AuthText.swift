/// Every text of the pages of accounts and of signing in, by its name.
///
/// Each language has one `switch` over them, so that a text without words in a language does not compile.
package enum AuthText: CaseIterable, Sendable {
    // The account, its sessions and tokens
    case account, accountRole, accountSince, passwordChange, passwordCurrent, passwordNew
    case passwordChangeLead, passwordChanged, appearance, appearanceSaved, language, theme, asBrowser
    case timeZone, themeLight, themeDark, sessions, sessionsLead, sessionCurrent, sessionEnd
    case sessionsEndOthers, sessionsEndAll, proveToEnd, proveToMake, prove, tokens, agentContext, tokensLead, tokensNone
    case tokenNew, tokenNameHint, tokenScopes, tokenSpaces, tokenSpacesHint, tokenSpacesOfAgent
    case tokenDays, tokenMake, tokenRevoke, tokenExpired, tokenUnused
    case tokenShown, tokenDone

    // Sign in and setup
    case signIn, errorWrongCredentials, password, setupTitle, setupLead, setupButton, signInLead, signInAgain,
        setupPasswordHint
    case setupTokenWrong

    // The second factor, recovery codes, and proving once more who one is
    case code, codeHint, signInCodeLead, factorTitle, factorLead, factorBegin, factorScan, factorPicture
    case factorCodeHint, factorConfirm, factorThere, factorDemanded, factorRemove, factorRemoveHint
    case codesTitle, codesLead, codesKept, codesMake, codesMakeLead, proofTitle, proofLead, proofButton

    // Accounts, roles, invitations, audit
    case kindAgents, accountsNew, accountsMore, inviteTitle, inviteLead, inviteDays, inviteButton
    case agentTitle, agentLead, agentOwner, agentPermissions, invitationsOpen, invitationWithdraw, linkOnce
    case linkLabel, accountKind, accountIsDisabled, accountDisable, accountEnable, accountReset
    case accountFactor, accountHeir, yes, no, invitationLead, invitationButton, resetTitle, resetLead
    case resetButton, rolesLead, roleBuiltIn, roleNew, rolePermissions, auditActor, auditKind, auditArea
    case auditAfter, auditBefore, auditShow, auditAll, auditEmptyTitle, auditEmptyText, auditShowAll
    case erasureTitle, erasureText, erasureHint, erasureButton, erasureNothing, erasureUnfinished
    case erasureInFile

    // Devices
    case deviceUnknown
}
