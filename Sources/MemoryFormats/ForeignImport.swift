import Domain
import MemoryDomain

/// Takes what another system has kept into a space, batch by batch: of each batch all entries or none.
package struct ForeignImport {
    private let space: Int64
    private let memory: any EntryRepository
    private let change: () -> Change

    /// Entries that say now what the file says.
    package private(set) var taken = 0
    /// The changes that it took, each of which can be taken back by itself.
    package private(set) var changes: [Int64] = []

    package init(_ space: Int64, of memory: any EntryRepository, _ change: @escaping () -> Change) {
        (self.space, self.memory, self.change) = (space, memory, change)
    }

    /// - Shape: `told` hears after each batch how many were taken.
    /// - Errors: as `EntryRepository.putEntries`, with places in the file; what was taken before stays.
    package mutating func take(_ foreign: ForeignMemory, _ told: (Int) -> Void = { _ in }) throws(Failure) {
        let writes = foreign.writes
        for start in stride(from: 0, to: writes.count, by: EntryRules.batchLimit) {
            try take(writes[start..<min(start + EntryRules.batchLimit, writes.count)])
            told(taken)
        }
    }

    /// Too much at once is taken in halves.
    private mutating func take(_ batch: ArraySlice<EntryWrite>) throws(Failure) {
        do throws(Failure) {
            let outcome = try memory.putEntries(Array(batch), of: space, by: change())
            taken += batch.count
            if let change = outcome.change { changes.append(change) }
        } catch {
            guard error.rule == .tooMuchAtOnce, batch.count > 1 else { throw error.moved(by: batch.startIndex) }
            let middle = batch.startIndex + batch.count / 2
            try take(batch[..<middle])
            try take(batch[middle...])
        }
    }
}

extension Failure {
    /// The place of an entry of a batch, `entries[3].content`, as its place in the file.
    fileprivate func moved(by start: Int) -> Failure {
        let begin = "entries["
        guard let field, field.hasPrefix(begin), let end = field.firstIndex(of: "]"),
            let place = Int(field[..<end].dropFirst(begin.count))
        else { return self }
        return named("\(begin)\(place + start)\(field[end...])")
    }
}
