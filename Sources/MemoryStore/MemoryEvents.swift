import Domain
import MemoryDomain
import SQLite
import Store

/// The replay of events of spaces and entries.
package enum MemoryEvents {
    package static let replay: AreaReplay = { event, tx in
        guard let kind = MemoryEventKind(rawValue: event.kind) else { throw Failure.unreplayable }
        switch kind {
        case .spaceCreated, .spaceChanged, .spaceDeleted, .spaceErased, .sharingSet, .sharingRemoved:
            try SpaceReplay(event: event, tx: tx).apply(kind)
        case .entryPut, .entryAppended, .entryPatched, .entryDeleted, .entryRestored, .entryExpired, .entryErased:
            try EntryReplay(event: event, tx: tx).apply(kind)
        }
    }
}
