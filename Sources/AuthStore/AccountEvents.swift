import Domain
import SQLite
import Store

/// The replay of events of accounts, credentials and the installation.
package enum AccountEvents {
    /// - Errors: `.internalFault` for an event of another area, and for one that does not say what it must.
    @Sendable
    package static func replay(_ event: ReplayedEvent, _ tx: WriteTransaction) throws {
        guard let kind = AccountEventKind(rawValue: event.kind) else { throw Failure.unreplayable }
        switch kind {
        case .accountCreated, .accountChanged, .accountDisabled, .accountEnabled, .accountDeleted:
            try AccountReplay(event: event, tx: tx).apply(kind)
        case .roleSaved, .roleRemoved: try AccountReplay(event: event, tx: tx).applyRole(kind)
        // Credentials, sessions, tokens and links are no part of what is replayed; the texts that were erased are every
        // feature's.
        case .passwordChanged, .factorAdded, .factorRemoved, .codesMade, .codeUsed, .sessionStarted, .sessionEnded,
            .sessionRefused, .sessionReplayed, .sessionProved, .tokenMade, .tokenRevoked, .invitationMade,
            .invitationUsed, .invitationRevoked, .resetMade, .databaseRestored, .textErased:
            break
        }
    }
}
