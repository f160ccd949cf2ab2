import Domain
import MemoryDomain

/// Takes a file of any size into a space, batch by batch: of each batch all lines or none.
package struct SpaceFileRun {
    private let space: Int64
    private let memory: any SpaceFileRepository
    private let change: () -> Change
    /// The beginning of a line whose end has not come yet.
    private var rest: [UInt8] = []
    /// Lines that have been read and not been taken.
    private var lines: [SpaceLine] = []
    private var bytes = 0
    /// Lines that have been read.
    private var number = 0

    package private(set) var taken = 0
    package private(set) var unchanged = 0
    /// The number of the last line that was taken; 0 for none.
    package private(set) var lastLine = 0

    /// - Units: bytes of a batch, and of a line: what one request may bring.
    private static let batchBytes = 4_194_304
    private static let lineBytes = 8_388_608

    package init(_ space: Int64, of memory: any SpaceFileRepository, _ change: @escaping () -> Change) {
        (self.space, self.memory, self.change) = (space, memory, change)
    }

    /// Takes the next piece of the file.
    ///
    /// - Errors: as `SpaceFile.read` and `SpaceFileRepository.importLines`: nothing of the batch is taken then, and all
    ///   before it stays.
    package mutating func take(_ piece: ArraySlice<UInt8>) throws(Failure) {
        var piece = piece
        while let end = piece.firstIndex(of: UInt8(ascii: "\n")) {
            rest += piece[..<end]
            piece = piece[(end + 1)...]
            try takeLine()
        }
        rest += piece
        guard rest.count <= Self.lineBytes else {
            throw Failure(.tooManyBytes(Self.lineBytes), field: SpaceLine.place(number + 1), kind: .tooLarge)
        }
    }

    /// Takes what is left at the end of the file.
    package mutating func finish() throws(Failure) {
        try takeLine()
        try takeBatch()
    }

    private mutating func takeLine() throws(Failure) {
        number += 1
        lines += try SpaceFile.read(rest, into: space, from: number)
        bytes += rest.count
        rest = []
        guard lines.count >= EntryRules.batchLimit || bytes >= Self.batchBytes else { return }
        try takeBatch()
    }

    private mutating func takeBatch() throws(Failure) {
        let batch = lines[...]
        (lines, bytes) = ([], 0)
        try take(batch)
        lastLine = number
    }

    /// Takes a batch; what is too much at once in halves.
    private mutating func take(_ batch: ArraySlice<SpaceLine>) throws(Failure) {
        guard let last = batch.last else { return }
        do throws(Failure) {
            let outcome = try memory.importLines(Array(batch), into: space, by: change())
            taken += outcome.taken
            unchanged += outcome.unchanged
            lastLine = last.number
        } catch {
            guard error.rule == .tooMuchAtOnce, batch.count > 1 else { throw error }
            let middle = batch.startIndex + batch.count / 2
            try take(batch[..<middle])
            try take(batch[middle...])
        }
    }
}
