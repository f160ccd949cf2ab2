import Domain

/// Names and sentences that more than one area shows.
extension Texts {
    /// The sentence that says what went wrong, by its kind.
    package subscript(_ kind: Failure.Kind) -> String { self[kind.text] }

    /// The advice on what is safe and what to do, below the sentence that says what went wrong.
    package func advice(_ kind: Failure.Kind) -> String { common.advice(kind) }

    /// A broken rule as a sentence beside its field.
    package func sentence(_ rule: Rule) -> String { common.sentence(rule) }

    /// The sentence for a failure beside a form: the rule, else the kind.
    package func sentence(_ failure: Failure) -> String {
        failure.rule.map { sentence($0) } ?? (failure.kind == .stale ? self[.conflictBeside] : self[failure.kind])
    }

    /// The role of a member in a project.
    package subscript(_ role: ProjectRole) -> String { common.role(role) }

    /// The role of an account in a space of memory.
    package subscript(_ role: SpaceRole) -> String { common.role(role) }

    /// The maker of the token by which an agent acts.
    package func tokenMadeBy(_ name: String) -> String { common.tokenMadeBy(name.isolated) }

    /// Names of tasks and texts of others, as the language quotes them.
    package func quoted(_ text: String) -> String { common.quoted(text.isolated) }

    /// The action of a button on one line of a list, for those who cannot see beside which it stands.
    package func label(_ action: String, _ subject: String) -> String { common.label(action, subject.isolated) }

    /// The time beside a day.
    package func clockOf(_ field: String) -> String { common.clockOf(field) }
}

extension Failure.Kind {
    fileprivate var text: CommonText {
        switch self {
        case .malformed: .errorBadRequest
        case .unauthenticated: .errorUnauthorized
        case .unproven: .errorUnproven
        case .factorMissing: .errorFactorMissing
        case .forbidden: .errorForbidden
        case .notFound: .errorNotFound
        case .methodNotAllowed: .errorMethodNotAllowed
        case .conflict: .errorConflict
        case .stale: .errorStale
        case .tooLarge: .errorTooLarge
        case .upgradeRequired: .errorUpgradeRequired
        case .unsupportedType: .errorUnsupportedType
        case .invalid: .errorInvalid
        case .repeated: .errorRepeated
        case .tooMany: .errorTooMany
        case .internalFault: .errorInternal
        case .unavailable: .errorUnavailable
        case .storageFull: .errorStorageFull
        case .outcomeUnknown: .errorOutcomeUnknown
        }
    }
}
