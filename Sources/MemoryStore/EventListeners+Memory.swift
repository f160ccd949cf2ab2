import Domain
import SQLite
import Store

extension EventListeners {
    /// Those who reach the space in which something happened.
    package static let ofMemory = EventListeners(
        columns: ["e.project"],
        audiences: { _, row, first in
            let place = try (row[first] as Int64?).map(Place.init(number:))
            return (.init(place, assignees: []), nil)
        })
}
