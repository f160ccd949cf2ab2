/// Why a request was refused or failed, in a sentence that is safe to show.
///
/// - Shape: `message` is one English sentence without SQL, path or secret; `field` names the input it belongs to;
///   `rule`, where one rule was broken, lets a page say the same in its reader's language.
/// - Source: `Web` holds the only table from kind to HTTP status.
package struct Failure: Error, Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// A field breaks a rule (422).
        case invalid
        /// The key of this request was used for another one (422).
        case repeated
        /// The request cannot be read at all (400).
        case malformed
        /// Nobody is signed in (401).
        case unauthenticated
        /// The caller is known, but must prove it anew for this (401, RFC 9470).
        case unproven
        /// The caller has to set up a second factor before anything else (403).
        case factorMissing
        /// The caller's role lacks the permission, or the request came from another site (403).
        case forbidden
        /// Absent, or hidden from the caller; the two are one answer (404).
        case notFound
        /// The address does not answer this method (405).
        case methodNotAllowed
        /// The state does not allow it (409).
        case conflict
        /// The caller's copy is older than what is stored (412).
        case stale
        /// The request is larger than its limit (413).
        case tooLarge
        /// The address is for another protocol, a WebSocket (426).
        case upgradeRequired
        /// The content type is not one this address reads (415).
        case unsupportedType
        /// Too many requests; try again later (429).
        case tooMany
        /// A fault of ours; the cause is in the log (500).
        case internalFault
        /// The database is busy or the deadline passed; try again (503).
        case unavailable
        /// The storage is full; reading goes on (507).
        case storageFull
        /// The disk failed while the change was made durable: it may be there or not, and whoever wants to know looks (504).
        case outcomeUnknown
    }

    package let kind: Kind
    package let message: String
    package let field: String?
    package let rule: Rule?
    /// A cause that the operator should know and the caller should not: it goes to the log beside the request's number.
    package let cause: String?
    /// When the same request may be sent again; nil where that cannot be told.
    ///
    /// - Units: seconds from now, at least 1; sent as `Retry-After`.
    package let retryAfter: Int64?
    /// The version that is stored, where the caller saw another one.
    package let version: Int64?

    package init(
        _ kind: Kind, _ message: String, field: String? = nil, cause: String? = nil, retryAfter: Int64? = nil,
        version: Int64? = nil
    ) {
        self.version = version
        self.kind = kind
        self.message = message
        self.field = field
        self.cause = cause
        self.retryAfter = retryAfter
        rule = nil
    }

    /// A field that breaks a rule.
    package init(_ rule: Rule, field: String, kind: Kind = .invalid) {
        self.kind = kind
        self.field = field
        self.rule = rule
        cause = nil
        retryAfter = nil
        version = nil
        message = "\(field): \(rule.sentence)"
    }

    /// The failure of a part, with the part's place before its field: `title` of `steps[2]` is `steps[2].title`,
    /// `[3].title` of `commands` is `commands[3].title`, and what is wrong with the part as a whole is wrong at its place.
    ///
    /// - Shape: with `isSaid` the sentence begins with the place, where no rule of the field makes it.
    package func within(_ place: String, isSaid: Bool = false) -> Failure {
        let part = field ?? ""
        let field = part.isEmpty || part.hasPrefix("[") ? place + part : "\(place).\(part)"
        if let rule { return Failure(rule, field: field, kind: kind) }
        let message = isSaid ? "\(place) \(message)" : message
        return Failure(kind, message, field: field, cause: cause, retryAfter: retryAfter, version: version)
    }

    /// The same of a field that is called otherwise.
    package func named(_ field: String) -> Failure {
        if let rule { return Failure(rule, field: field, kind: kind) }
        return Failure(kind, message, field: field, cause: cause, retryAfter: retryAfter, version: version)
    }

    package static let linkGone = Failure(.linkGone, field: "token", kind: .notFound)
    package static let notFound = Failure(.notFound, "There is nothing at this address, or it is hidden from you.")
}

/// The rules that input can break, each with the limit that it names.
package enum Rule: Equatable, Sendable {
    case required
    /// In characters as people count them.
    case tooLong(Int)
    case tooShort(Int)
    case tooManyBytes(Int)
    case tooMany(Int)
    case controlCharacter
    /// Space, joiners and the like alone.
    case unseen
    /// Characters that names do not have, by RFC 8265.
    case nameCharacters
    /// A word that means something else where a name could stand.
    case reservedName
    case oneOf([String])
    case unknownField
    case doubled
    /// The JSON type that was expected: "a string", "an integer", …
    case type(String)
    case range(Int, Int)
    case containsName
    /// A password with a word that whoever guesses in this house tries first.
    case containsWord(String)
    /// A password that many people choose.
    case common
    case wrongCode
    case taken
    case lastAdministrator
    case inUse
    case beyondYours
    case builtIn
    case plainName
    case agentHasNone
    case notAPerson
    /// A person's tokens, which that person alone makes.
    case tokensOfPerson
    /// An invitation or a reset that was used, replaced or revoked, or has expired, or never was.
    case linkGone
    /// An agent acts with its owner's rights, so nobody makes one, or starts it, for somebody else.
    case agentOfAnother
    /// An agent is in projects of which whoever asks is no member, or may do less.
    case agentSeesMore
    /// A label is on tasks that whoever asks does not see.
    case labelElsewhere
    /// Not the password of who is signed in.
    case wrongPassword
    /// Neither a day nor a moment.
    case time
    /// A year that nobody means, such as 0024.
    case year(Int, Int)
    case noComma
    /// The thing it names is not there, or is hidden from whoever asks.
    case unknown
    /// No account that is not disabled has this name.
    case nobody(String)
    /// The account of that name is no member of the project of that number.
    case noMember(String, of: Int64)
    /// A task would be its own parent, or wait for itself, directly or by way of others.
    case cycle
    /// Subtasks below subtasks, this many.
    case tooDeep(Int)
    case otherProject
    case itself
    /// Open tasks must be done before this one.
    case blocked
    case hasTasks
    /// A label is on more tasks than one request may change.
    case onManyTasks(Int)
    /// Sent together with another field, of which it takes the place.
    case notBeside(String)
    /// A comment names more people than it can.
    case tooManyMentions(Int)
    /// One request would make more labels than it may.
    case tooManyNewLabels(Int)
    /// The house has as many labels as it may have.
    case houseIsFull(Int)
    /// One request would change more tasks than it may.
    case tooManyChanges(Int)
    /// One request would keep others from writing for too long.
    case tooMuchAtOnce
    case lastOwner
    /// In the project the caller is the first; the second is needed.
    case projectRole(ProjectRole, needs: ProjectRole)
    /// In somebody else's inbox, where only that account, or whom it belongs to, may do this.
    case inboxOfAnother
    /// Part of a task in an inbox, given to somebody who does not see the task.
    case seesNot
    /// Something that was to be taken back has changed since.
    case changed
    /// A change is taken back within ten minutes or not at all.
    case tooLate
    /// Not the name of a time zone that this machine knows.
    case timeZone
    /// The form was sent before, with something else in it.
    case sentBefore
    /// A file that looks like one of another format, which is named.
    case otherFormat(String)
    /// A file that has to be unpacked first, unless it is a ZIP archive of one of these programs.
    case packed(except: [String])
    /// A workbook, of which the table can be taken.
    case spreadsheet
    /// A file that is no text in UTF-8.
    case notText
    /// A text that is to be erased is in the name of this account.
    case inAccountName(Int64)
    /// The same of a role that people defined.
    case inRoleName
    /// A key that an address could not have as a segment.
    case keyCharacters
    /// None of the addresses that a link can name.
    case linkTarget
    /// A moment that is not after the one of another field.
    case notAfter(String)
    /// A moment that has passed.
    case notAhead
    /// The entries that a space of memory may have.
    case spaceEntries(Int)
    /// The bytes that a space of memory may have.
    case spaceBytes(Int)
    /// In a space of memory the caller is the first; the second is needed.
    case spaceRole(SpaceRole, needs: SpaceRole)
    /// An account that is no agent.
    case notAnAgent
    /// Something that only shared spaces have.
    case notShared
    /// The number of entries that it is about, where the request does not name it.
    case countMatching(Int)
    /// JSON, to which no text can be added.
    case notAText
    /// A version that deleted its entry.
    case deletedThere
    /// A moment that has not come yet.
    case liesAhead
    /// The number of the version that comes next; one between is missing.
    case nextVersion(Int)
    /// A version that is there already, with something else in it.
    case differsThere

    package var sentence: String {
        switch self {
        case .required: "is required and may not be empty."
        case .tooLong(let limit): "may have at most \(limit) characters."
        case .tooShort(let limit): "needs at least \(limit) characters."
        case .tooManyBytes(let limit): "may have at most \(limit) bytes."
        case .tooMany(let limit): "there may be at most \(limit)."
        case .controlCharacter: "may not contain control characters."
        case .unseen: "has nothing that can be seen."
        case .nameCharacters:
            "may have letters, digits and the signs of a keyboard but the colon, and nothing that cannot be seen."
        case .reservedName: "means something else here; choose another name."
        case .oneOf(let values): "must be one of \(values.joined(separator: ", "))."
        case .unknownField: "is not a field of this resource."
        case .doubled: "stands more than once."
        case .type(let expected): "must be \(expected)."
        case .range(let low, let high): "must lie between \(low) and \(high)."
        case .containsName: "may not contain the name of the account."
        case .containsWord(let word): "may not contain \(word), which is guessed first here."
        case .common: "is chosen by many people, so it is guessed first."
        case .wrongCode: "is wrong, too old, or was used already."
        case .taken: "is taken already."
        case .lastAdministrator: "nobody else could sign in as an administrator."
        case .inUse: "is in use, by an account or an invitation."
        case .beyondYours: "permits something that your own role does not."
        case .builtIn: "is built in and cannot be changed."
        case .plainName: "may have lower-case letters, digits, - and _, and begins with a letter."
        case .agentHasNone: "an agent has no password."
        case .notAPerson: "must be another person who may sign in."
        case .tokensOfPerson: "a person's tokens are made by that person alone, at /auth/tokens."
        case .linkGone: "this link is no longer good; if it was just used, sign in, else ask for a new one."
        case .agentOfAnother: "an agent is made and enabled by the person it belongs to, or on the command line."
        case .agentSeesMore:
            "the agent sees more than you do: it is in a project of which you are no member, or in which you may do less, or has an inbox that you do not see."
        case .labelElsewhere: "is also on tasks that you do not see or may not change, so it stays as it is."
        case .wrongPassword: "is not your password."
        case .time: "must be a day such as 2026-11-25 or a time such as 2026-11-25T09:00:00Z."
        case .year(let first, let last): "must have a year from \(first) to \(last)."
        case .noComma: "may not contain a comma."
        case .unknown: "names something that is not there, or is hidden from you."
        case .nobody(let name): "there is nobody called \(name) here."
        case .noMember(let name, let project): "\(name) is no member of project \(project); add them there first."
        case .cycle: "would go round in a circle."
        case .tooDeep(let limit): "subtasks go at most \(limit) deep."
        case .otherProject: "a subtask is in its parent's project."
        case .itself: "may not be the task itself."
        case .hasTasks: "still has tasks; move or delete them first."
        case .notBeside(let other): "must not be sent beside \(other)."
        case .onManyTasks(let limit): "is on more than \(limit) tasks; take it from some of them first."
        case .tooManyMentions(let limit): "may name at most \(limit) people."
        case .tooManyNewLabels(let limit): "would make more than \(limit) new labels in one request."
        case .houseIsFull(let limit): "the house has \(limit) already; delete some first."
        case .tooManyChanges(let limit): "changes more than \(limit) tasks at once; do it in parts."
        case .tooMuchAtOnce: "is more than one request may change at once; do it in parts."
        case .lastOwner: "nobody else would own the project."
        case .projectRole(let own, let needed):
            "you are \(own.rawValue) in this project; this needs \(needed.rawValue)."
        case .inboxOfAnother: "is for whoever the inbox belongs to, in which the task is."
        case .seesNot: "does not see the task; assign the task first."
        case .changed: "has been changed since, so it cannot be taken back."
        case .tooLate: "can be taken back for ten minutes only."
        case .blocked: "open tasks must be done before this one; send force to complete it all the same."
        case .timeZone: "must be the name of a time zone, such as Europe/Berlin."
        case .sentBefore: "was used for another request."
        case .otherFormat(let name): "looks like a file of \(name); choose that kind of file."
        case .packed(let programs):
            "is packed; unpack it and choose the file in it. ZIP archives are read of \(programs.joined(separator: ", "))."
        case .spreadsheet: "is a workbook; save its table as CSV and choose that."
        case .notText: "is no text in UTF-8, or in UTF-16 with a byte order mark."
        case .inAccountName(let id):
            "is in the name of account \(id), which cannot be changed; delete that account first."
        case .inRoleName: "is in the name of a role, which cannot be changed; remove that role first."
        case .keyCharacters: "may not have a slash or a backslash, and is not . or .. alone."
        case .linkTarget:
            "must be /tasks/7, /memory/3/key, or an address that begins with https://, http:// or mailto:."
        case .notAfter(let other): "must be after \(other)."
        case .notAhead: "must lie ahead."
        case .spaceEntries(let limit): "is full: it may have at most \(limit) entries."
        case .spaceBytes(let limit): "is full: its texts may have at most \(limit) bytes."
        case .spaceRole(let own, let needed): "you are \(own.rawValue) in this space; this needs \(needed.rawValue)."
        case .notAnAgent: "is no agent, so it has no space of an agent."
        case .notShared: "is no shared space, so nobody else is named there."
        case .countMatching(let count): "is about \(count) entries now; send that number to go on."
        case .notAText: "is JSON; change it with PATCH."
        case .deletedThere: "deleted the entry, so there is nothing to bring back."
        case .liesAhead: "may not lie ahead."
        case .nextVersion(let number): "must be \(number), the version of its entry that comes next."
        case .differsThere: "is there already, and says something else."
        }
    }
}

extension Failure: CustomStringConvertible {
    /// For the command line, whose reader is the operator.
    package var description: String { cause.map { "\(message) (\($0))" } ?? message }
}
