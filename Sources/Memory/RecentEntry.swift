import MemoryDomain

/// An entry that was changed lately, and the space it is in.
struct RecentEntry {
    let space: MemorySpace
    let entry: MemoryEntry
}
