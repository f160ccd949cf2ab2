import MemoryDomain
import MemoryStore
import Settings

extension CompositionRoot {
    /// Spaces and their entries, within the limits that the operator has set.
    package var memory: SQLiteMemoryRepository {
        store.memory(limits: Self.spaceLimits(settings), readings: readings)
    }

    package static func spaceLimits(_ settings: Settings) -> SpaceLimits {
        SpaceLimits(entries: settings.memoryEntries, bytes: settings.memoryMegabytes * 1_048_576)
    }
}
