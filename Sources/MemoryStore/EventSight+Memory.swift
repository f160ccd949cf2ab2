import Domain
import SQLite
import Store

extension EventSight {
    /// The readers of what is said of spaces and entries, all of whom may read memory: those who reach the space.
    package static let ofMemory = EventSight(
        joins: "LEFT JOIN memorySpace s ON e.area = 'memory' AND s.id = e.project - \(Place.space(0).number)",
        condition: "? AND s.id IS NOT NULL AND \(SpaceAccess.roleInOrder) IS NOT NULL"
    ) { caller in [caller.may(.memoryRead)] + SpaceAccess(caller).whoInOrder }
}
