/// The kinds of events of accounts, credentials and the installation.
package enum AccountEventKind: String, AreaEventKind {
    case accountCreated = "account_created"
    case accountChanged = "account_changed"
    case accountDisabled = "account_disabled"
    case accountEnabled = "account_enabled"
    case accountDeleted = "account_deleted"
    case passwordChanged = "password_changed"
    case factorAdded = "factor_added"
    case factorRemoved = "factor_removed"
    case codesMade = "codes_made"
    case codeUsed = "code_used"
    case sessionStarted = "session_started"
    case sessionEnded = "session_ended"
    case sessionRefused = "session_refused"
    case sessionReplayed = "session_replayed"
    case sessionProved = "session_proved"
    case tokenMade = "token_made"
    case tokenRevoked = "token_revoked"
    case roleSaved = "role_saved"
    case roleRemoved = "role_removed"
    case invitationMade = "invitation_made"
    case invitationUsed = "invitation_used"
    case invitationRevoked = "invitation_revoked"
    case resetMade = "reset_made"
    case databaseRestored = "database_restored"
    /// A text was taken out of what others say (`TextErasureRepository`).
    case textErased = "text_erased"

    package static let area = AreaName.auth

    package var subject: EventSubject {
        switch self {
        case .accountCreated, .accountChanged, .accountDisabled, .accountEnabled, .accountDeleted, .passwordChanged,
            .factorAdded, .factorRemoved, .codesMade, .codeUsed:
            .account
        case .sessionStarted, .sessionEnded, .sessionRefused, .sessionReplayed, .sessionProved: .session
        case .tokenMade, .tokenRevoked: .token
        case .invitationMade, .invitationUsed, .invitationRevoked, .resetMade: .invitation
        case .roleSaved, .roleRemoved, .databaseRestored, .textErased: .none
        }
    }

    package var topics: [TopicRule] { [] }

    package var concernsRights: Bool {
        switch self {
        case .accountChanged, .accountDisabled, .accountEnabled, .accountDeleted, .passwordChanged, .factorAdded,
            .factorRemoved, .sessionEnded, .sessionReplayed, .tokenRevoked, .roleSaved, .roleRemoved, .resetMade:
            true
        case .accountCreated, .codesMade, .codeUsed, .sessionStarted, .sessionRefused, .sessionProved, .tokenMade,
            .invitationMade, .invitationUsed, .invitationRevoked, .databaseRestored, .textErased:
            false
        }
    }
}

extension EventSubject {
    package static let account = EventSubject("account")
    package static let session = EventSubject("session")
    package static let token = EventSubject("token")
    /// An invitation, or a link to reset a password.
    package static let invitation = EventSubject("invitation")
}

extension EventKind {
    package static func account(_ kind: AccountEventKind) -> EventKind { kind.kind }
}
