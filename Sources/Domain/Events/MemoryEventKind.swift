/// The kinds of events of spaces of memory and their entries.
package enum MemoryEventKind: String, AreaEventKind {
    case spaceCreated = "space_created"
    case spaceChanged = "space_changed"
    case spaceDeleted = "space_deleted"
    /// Some of what was in a space that is deleted is gone for good, at last the space.
    case spaceErased = "space_erased"
    /// A shared space was opened to an account, or to another extent.
    case sharingSet = "sharing_set"
    case sharingRemoved = "sharing_removed"
    case entryPut = "entry_put"
    case entryAppended = "entry_appended"
    case entryPatched = "entry_patched"
    case entryDeleted = "entry_deleted"
    case entryRestored = "entry_restored"
    case entryExpired = "entry_expired"
    /// It is gone for good.
    case entryErased = "entry_erased"

    package static let area = AreaName.memory

    package var subject: EventSubject {
        switch self {
        case .spaceCreated, .spaceChanged, .spaceDeleted, .spaceErased, .sharingSet, .sharingRemoved: .space
        case .entryPut, .entryAppended, .entryPatched, .entryDeleted, .entryRestored, .entryExpired, .entryErased:
            .entry
        }
    }

    package var topics: [TopicRule] { [.space(.memory)] }

    package var concernsRights: Bool {
        switch self {
        case .spaceCreated, .spaceChanged, .spaceDeleted, .sharingSet, .sharingRemoved: true
        case .spaceErased, .entryPut, .entryAppended, .entryPatched, .entryDeleted, .entryRestored, .entryExpired,
            .entryErased:
            false
        }
    }
}

extension EventSubject {
    package static let space = EventSubject("space", member: "spaceId")
    package static let entry = EventSubject("entry", member: "entryId")
}

extension TopicName {
    /// Everything that happens in a space of memory.
    package static let memory = TopicName("memory", isWhole: false, isNumbered: true, permission: .memoryRead)
}

extension Topic {
    package static func memory(_ space: Int64) -> Topic { Topic(.memory, space) }
}

extension EventKind {
    package static func memory(_ kind: MemoryEventKind) -> EventKind { kind.kind }
}
