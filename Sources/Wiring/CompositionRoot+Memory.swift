import MemoryDomain
import MemoryStore
import Settings

extension CompositionRoot {
    /// Spaces and their entries, within the limits that the operator has set.
    package var memory: SQLiteMemoryRepository {
        store.memory(
            limits: SpaceLimits(entries: settings.memoryEntries, bytes: settings.memoryMegabytes * 1_048_576))
    }
}
