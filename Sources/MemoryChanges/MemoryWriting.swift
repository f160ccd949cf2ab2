import Domain
import JSON
import MemoryDomain

/// One request's change of memory on its way through one transaction: who makes it, and by which events it is told.
///
/// The number of its first event is the number of the change; the events that follow say so.
package final class MemoryWriting {
    package let rows: any MemoryRows
    package let change: Change
    private let limits: SpaceLimits
    /// The change that this one takes back.
    private let undoes: Int64?
    /// The number of the change; nil as long as nothing changed.
    package private(set) var seq: Int64?
    /// The number of events that tell of it.
    private(set) var events = 0
    private var spaces: [Int64: MemorySpace] = [:]
    private var sizes: [Int64: (before: SpaceSize, now: SpaceSize)] = [:]

    package init(_ rows: any MemoryRows, _ change: Change, limits: SpaceLimits, undoes: Int64? = nil) {
        (self.rows, self.change, self.limits, self.undoes) = (rows, change, limits, undoes)
    }

    /// Carries a change out, and keeps what the spaces hold after it.
    ///
    /// - Errors: those of `body`; `.storageFull` on `space` where one holds more than it may; `.invalid` on `items` where it
    ///   is more than one request may do.
    package func carryOut<Value>(limiting items: String = "entries", _ body: (MemoryWriting) throws -> Value) throws
        -> Value
    {
        do {
            let value = try body(self)
            for (space, size) in sizes {
                try limits.require(room: size.now, after: size.before)
                try rows.save(size.now, of: space)
            }
            return value
        } catch {
            throw rows.isTooMuchWork(error) ? Failure(.tooMuchAtOnce, field: items) : error
        }
    }

    /// Appends an event to the change.
    ///
    /// - Shape: its number.
    @discardableResult
    package func append(
        _ kind: MemoryEventKind, subject: Int64, in space: Int64, content: (inout JSONWriter) -> Void = { _ in }
    ) throws -> Int64 {
        let appended = try rows.append(.memory(kind), subject: subject, place: .space(space), by: change) { out in
            content(&out)
            if let seq { out.member("with", seq) }
            if let undoes { out.member("undoes", undoes) }
        }
        seq = seq ?? appended
        events += 1
        return appended
    }

    /// A space, and the caller's right to it.
    ///
    /// - Errors: `.notFound` where it is absent or hidden, `.forbidden` on `space` where its role is too low.
    @discardableResult
    package func space(_ id: Int64, needs role: SpaceRole) throws -> MemorySpace {
        guard let own = try rows.role(of: change.caller, in: id) else { throw Failure.notFound }
        guard own >= role else { throw Failure(.spaceRole(own, needs: role), field: "space", kind: .forbidden) }
        return try known(id)
    }

    private func known(_ id: Int64) throws -> MemorySpace {
        if let known = spaces[id] { return known }
        let space = try rows.space(id).orNotFound()
        spaces[id] = space
        return space
    }

    /// Counts what a change adds to a space, or takes from it.
    func count(_ entries: Int, _ bytes: Int, in space: Int64) throws {
        let stored = try sizes[space]?.now ?? rows.size(of: space)
        let size = SpaceSize(entries: stored.entries + entries, bytes: stored.bytes + bytes)
        sizes[space] = (sizes[space]?.before ?? stored, size)
    }
}
