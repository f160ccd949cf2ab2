import Domain

/// Failures and broken rules: what goes wrong, and what to do.
extension EnglishCommon {
    package func sentence(_ rule: Rule) -> String {
        switch rule {
        case .required: "This must not be empty."
        case .tooLong(let limit): "At most \(limit) characters."
        case .tooShort(let limit): "At least \(limit) characters."
        case .tooManyBytes(let limit): "At most \(limit) bytes."
        case .tooMany(let limit): "At most \(limit)."
        case .controlCharacter: "Control characters are not allowed here."
        case .unseen: "It has no visible characters."
        case .nameCharacters:
            "A name has letters, digits and the signs on a keyboard except the colon, and nothing invisible."
        case .reservedName: "This word means something else here. Choose another name."
        case .oneOf(let values): "One of: \(values.joined(separator: ", "))."
        case .unknownField: "This field is not known here."
        case .doubled: "This is given more than once."
        case .type: "This is in the wrong format."
        case .range(let low, let high): "Between \(low) and \(high)."
        case .containsName: "The password may not contain the name."
        case .containsWord(let word): "The password may not contain “\(word)”: that is guessed first here."
        case .common: "Many people choose this password, so it is guessed first. Choose another."
        case .wrongCode: "This code is not valid. Try again with the next one."
        case .taken: "This name is taken."
        case .lastAdministrator: "Nobody would be left who can sign in as an administrator."
        case .inAccountName(let id):
            "This is in the name of account \(id), which cannot be changed. Delete that account first."
        case .inRoleName: "This is in the name of a role, which cannot be changed. Remove that role first."
        case .inUse: "Somebody has this role, or is invited with it."
        case .beyondYours: "This permits something that you may not do yourself."
        case .builtIn: "This role is built in and stays as it is."
        case .plainName: "Lower-case letters, digits, - and _; a letter first."
        case .agentHasNone: "An agent has no password."
        case .notAPerson: "Choose another person who may sign in."
        case .tokensOfPerson: "People make their tokens themselves."
        case .linkGone: "This link is no longer valid. If you have just used it, sign in; otherwise ask for a new one."
        case .agentOfAnother: "Only the person it belongs to, or the operator, can create or enable an agent."
        case .agentSeesMore:
            "The agent sees more than you do: a project that you are not in or may do less in, or an inbox."
        case .labelElsewhere: "It is also on tasks that you do not see or may not change, so it stays as it is."
        case .wrongPassword: "That is not your password."
        case .time: "A day such as 2026-11-25, or a time such as 2026-11-25T09:00:00Z."
        case .year(let first, let last): "The year must be between \(first) and \(last)."
        case .noComma: "No commas: they separate one from the next as you type."
        case .unknown: "Nothing here has that name, or you may not see it."
        case .nobody(let name): "There is nobody called \(quoted(name)) here."
        case .noMember(let name, _): "\(quoted(name)) is not a member of the project."
        case .cycle: "That would go round in a circle."
        case .tooDeep(let limit): "Subtasks can be nested at most \(limit) deep."
        case .otherProject: "A subtask is in its parent's project."
        case .itself: "Not the task itself."
        case .hasTasks: "It still has tasks. Move or delete them first."
        case .tooManyMentions(let limit): "It may name at most \(limit) people."
        case .tooManyNewLabels(let limit): "That would create more than \(limit) new labels at once."
        case .houseIsFull(let limit): "There are \(limit) already. Delete some first."
        case .tooManyChanges(let limit): "That changes more than \(limit) tasks at once. Do it in parts."
        case .tooMuchAtOnce: "That is more than can be changed at once. Do it in parts."
        case .notBeside(let other): "Send either this or \(other)."
        case .onManyTasks(let limit): "It is on more than \(limit) tasks. Remove it from some of them first."
        case .lastOwner: "The project would have no owner left."
        case .inboxOfAnother: "Only the owner of the inbox can do that."
        case .seesNot: "They do not see the task; assign the task to them first."
        case .projectRole(let own, let needed):
            "Your role in this project is “\(role(own))”; this needs “\(role(needed))”. Ask one of its owners."
        case .changed: "It has been changed since, so it cannot be taken back."
        case .tooLate: "Only what happened in the last ten minutes can be taken back."
        case .blocked: "Open tasks must be done before this one."
        case .timeZone: "That is no time zone; one is called Europe/Berlin, for instance."
        case .sentBefore: "This is not saved yet."
        case .otherFormat(let name): "This looks like a file of \(name). Choose that kind of file."
        case .packed(let programs):
            "This file is packed. Unpack it, and choose the file in it. ZIP archives of \(English.list(programs)) are read as they are."
        case .spreadsheet: "This is a workbook. Save its table as CSV, and choose that."
        case .notText: "This is no text file in UTF-8, or in UTF-16 with a byte order mark."
        case .keyCharacters: "A key has no slash or backslash, and is not just dots."
        case .linkTarget:
            "A link leads to a task (/tasks/7), an entry (/memory/3/key), or an address with https://, http:// or mailto:."
        case .notAfter: "The end has to come after the beginning."
        case .notAhead: "This must lie ahead."
        case .spaceEntries(let limit): "The space is full: it holds at most \(limit) entries. Delete some first."
        case .spaceBytes(let limit):
            "The space is full: all versions of its entries may have at most \(limit) bytes together."
        case .spaceRole(let own, let needed):
            "Your role in this space is “\(role(own))”; this needs “\(role(needed))”. Ask one of its owners."
        case .notAnAgent: "That is no agent. Only an agent has a space of this kind."
        case .notShared: "Only a shared space can be opened to others."
        case .countMatching(let count):
            "There are \(count) now. Check that you mean all of them, then confirm once more."
        case .notAText: "This is JSON, to which no text can be added. Edit the entry instead."
        case .deletedThere: "This version deleted the entry. Choose one before it."
        case .liesAhead: "This may not lie ahead."
        case .nextVersion(let number): "The entry needs version \(number) next."
        case .differsThere: "This version is there already, and says something else."
        }
    }

    package func advice(_ kind: Failure.Kind) -> String {
        switch kind {
        case .invalid, .malformed, .methodNotAllowed, .unsupportedType, .upgradeRequired:
            "Nothing was saved. Go back and try again."
        case .unauthenticated, .unproven: "What you have not saved yet is still on the previous page."
        case .factorMissing: "The person this account belongs to has to sign in and set it up."
        case .forbidden: "Nothing was changed. Was the page open for a long time? Then reload it and try again."
        case .notFound: "Perhaps the address is wrong, or what was here has been deleted."
        case .conflict, .stale: "Nothing was changed. Reload the page to see the current state."
        case .repeated: "Nothing was carried out this time."
        case .tooLarge: "Nothing was saved. Go back and shorten what you send."
        case .tooMany, .unavailable: "This request was not carried out. Reload the page in a few seconds."
        case .internalFault: "What was saved is saved. The cause is in the log, under the number below."
        case .outcomeUnknown:
            "The storage failed. Check whether your change has arrived before you repeat it."
        case .storageFull: "Nothing was saved. Whoever looks after the server has to make room."
        }
    }
}
