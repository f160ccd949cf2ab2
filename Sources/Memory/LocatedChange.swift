import HTML
import MemoryDomain

/// A change in one of the reader's spaces, and the space it was made in.
struct LocatedChange {
    let space: MemorySpace
    let change: RecentChange

    /// The way to what was changed, by its name; of a turn to all of its conversation. What is deleted leads to its
    /// history.
    var name: HTML { "<a href=\"\(link)\"><b dir=\"auto\">\(change.conversation?.name ?? change.key)</b></a>" }

    private var link: Link {
        if let conversation = change.conversation { return .conversation(conversation, of: space.id) }
        let entry = Link.entry(change.key, of: space.id)
        return change.entry == nil ? entry.child("versions") : entry
    }
}
