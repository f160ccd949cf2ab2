import Domain

/// Somebody's deeds, around the name of what they were done to.
extension EnglishAuth {
    package func activity(_ kind: AccountEventKind) -> (before: String, after: String) {
        switch kind {
        case .accountCreated: ("created the account", "")
        case .accountChanged: ("changed the account", "")
        case .accountDisabled: ("disabled", "")
        case .accountEnabled: ("enabled", "")
        case .accountDeleted: ("deleted the account", "")
        case .passwordChanged: ("changed the password:", "")
        case .factorAdded: ("set up a second factor:", "")
        case .factorRemoved: ("removed the second factor:", "")
        case .codesMade: ("created new recovery codes:", "")
        case .codeUsed: ("used a recovery code:", "")
        case .sessionStarted: ("signed in", "")
        case .sessionEnded: ("signed out", "")
        case .sessionRefused: ("was refused", "")
        case .sessionReplayed: ("used a token a second time:", "")
        case .sessionProved: ("confirmed their password", "")
        case .tokenMade: ("created a token:", "")
        case .tokenRevoked: ("revoked a token:", "")
        case .roleSaved: ("saved the role", "")
        case .roleRemoved: ("removed the role", "")
        case .invitationMade: ("invited:", "")
        case .invitationUsed: ("accepted an invitation:", "")
        case .invitationRevoked: ("withdrew an invitation:", "")
        case .resetMade: ("created a link to reset the password:", "")
        case .databaseRestored: ("restored a backup", "")
        case .textErased: ("erased a text everywhere", "")
        }
    }
}
