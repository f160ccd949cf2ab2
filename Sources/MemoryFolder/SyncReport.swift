/// The outcome of a sync, by keys and paths in their order; of a dry one, what would come of it.
package struct SyncReport: Sendable, Equatable {
    package struct Conflict: Sendable, Equatable {
        package let key: String
        package let kind: SyncConflict
        /// The file that shows the entry; nil where a file of somebody else's has that name.
        package let shown: String?
    }

    /// Entries that were written from their files.
    package internal(set) var put: [String] = []
    package internal(set) var deleted: [String] = []
    /// Files that were written from their entries.
    package internal(set) var written: [String] = []
    package internal(set) var removed: [String] = []
    package internal(set) var conflicts: [Conflict] = []
    /// The failures, each naming its file or key; the rest went on.
    package internal(set) var faults: [SyncFault] = []
    /// Links, which are left alone.
    package internal(set) var links: [String] = []
    /// Members of front matter that stay in their files alone.
    package internal(set) var foreign: [Foreign] = []

    package struct Foreign: Sendable, Equatable {
        package let path: String
        package let names: [String]
    }

    /// Both sides say the same now.
    package var isInStep: Bool { conflicts.isEmpty && faults.isEmpty }
}
