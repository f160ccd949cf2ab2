import Domain
import TaskDomain

/// One file on its way in: handed over piece by piece, taken batch by batch, tied together at its end.
package struct ImportRun {
    /// The number of tasks that are taken in one transaction.
    static let batch = 500
    /// - Units: bytes of one line. A task with everything at its limit has fewer.
    static let lineLimit = 16 << 20

    private let repository: any ImportRepository
    private let change: () throws(Failure) -> Change
    private var format: any ImportFormat
    private let kind: any ImportFormat.Type
    /// The beginning of the file until its format has been looked at; nil afterwards.
    private var head: [UInt8]? = []
    package private(set) var report = ImportReport()
    /// The line at which it stopped; nil while every line could be taken.
    package private(set) var stop: Stop?
    /// The line that has not come to its end yet.
    private var rest: [UInt8] = []
    /// The number of the line that was read last.
    private var line = 0
    private var pending = Pending()
    /// The projects of the file as they are numbered here; 0 for one that was left out.
    private var projects: [Int64: Int64] = [:]
    private var tasks: [Int64: TaskItem.ID] = [:]
    private var ties: [ImportedTies] = []
    /// The changes it has made so far, in their order.
    private var changes: [Int64] = []
    private var size = ChangeSize()

    /// The name of the account whose inbox takes what is in no project, where the file does not say.
    package var inbox: String?

    /// The lines that have been read and wait for their transaction.
    private struct Pending {
        var firstLine = 1
        var lines = 0
        var labels: [ImportedLabel] = []
        var projects: [ImportedProject] = []
        var tasks: [ImportedTask] = []
        var skips: [ImportSkip] = []

        var isEmpty: Bool { labels.isEmpty && projects.isEmpty && tasks.isEmpty && skips.isEmpty }
    }

    /// A line that could not be taken.
    package struct Stop: Sendable, Equatable {
        package let line: Int
        /// In characters from 1; nil where the whole line is meant.
        package let column: Int?
        /// From which on nothing was taken.
        package let firstLine: Int
        /// Without the place in the file.
        package let failure: Failure
    }

    package init(
        _ format: any ImportFormat.Type, _ settings: ImportSettings = ImportSettings(),
        into repository: any ImportRepository, change: @escaping () throws(Failure) -> Change
    ) {
        self.repository = repository
        self.change = change
        self.format = format.init(settings)
        kind = format
    }

    /// Takes the next piece of the file, wherever it was cut.
    ///
    /// - Errors: `.malformed` or `.invalid` whose sentence names the line that cannot be taken: nothing of its batch is,
    ///   and what came before is tied together. Nothing may follow.
    package mutating func take(_ bytes: some Collection<UInt8>) throws(Failure) {
        do throws(Failure) {
            if let begun = head {
                head = begun + Array(bytes)
                guard begun.count + bytes.count >= ImportHead.size else { return }
                try begin()
            } else {
                try takeLines(bytes)
            }
        } catch {
            try settle()
            throw error
        }
    }

    /// Looks at the beginning of the file before any of it is taken.
    private mutating func begin() throws(Failure) {
        guard var begun = head else { return }
        head = nil
        if begun.starts(with: Self.byteOrderMark) { begun.removeFirst(Self.byteOrderMark.count) }
        do throws(Failure) {
            try ImportHead(begun).requireNothingElse(than: kind)
        } catch {
            line = 1
            throw atLine(ImportFault(error))
        }
        try takeLines(begun)
    }

    /// U+FEFF, as some editors begin a file.
    private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

    private mutating func takeLines(_ bytes: some Collection<UInt8>) throws(Failure) {
        var bytes = bytes[...]
        while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
            rest.append(contentsOf: bytes[..<end])
            bytes = bytes[bytes.index(after: end)...]
            try endLine()
        }
        rest.append(contentsOf: bytes)
        guard rest.count <= Self.lineLimit else {
            line += 1
            throw atLine(ImportFault(Failure(.malformed, "is longer than \(Self.lineLimit) bytes.")))
        }
    }

    /// Takes what is left, ties everything together and notes the end.
    ///
    /// - Errors: as `take`.
    package mutating func finish() throws(Failure) -> ImportReport {
        do throws(Failure) {
            try begin()
            if !rest.isEmpty { try endLine() }
            let items: [ImportItem]
            do throws(ImportFault) {
                items = try format.finish()
            } catch {
                throw atLine(error)
            }
            for item in items { try keep(item) }
            try flush()
        } catch {
            try settle()
            throw error
        }
        try settle()
        return report
    }

    private mutating func endLine() throws(Failure) {
        line += 1
        pending.lines += 1
        defer { rest.removeAll(keepingCapacity: true) }
        if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
        let items: [ImportItem]
        do throws(ImportFault) {
            items = try format.read(rest)
        } catch {
            throw atLine(error)
        }
        for item in items { try keep(item) }
        if pending.lines >= Self.batch { try flush() }
    }

    private mutating func keep(_ item: ImportItem) throws(Failure) {
        switch item {
        case .label(let label): pending.labels.append(label)
        case .project(let project): pending.projects.append(project)
        case .skipped(let skip): pending.skips.append(skip)
        case .task(let task):
            // A task's project must be there before it.
            if !pending.projects.isEmpty {
                try flush()
                pending = Pending(firstLine: line, lines: 1)
            }
            pending.tasks.append(task)
            if pending.tasks.count >= Self.batch { try flush() }
        }
    }

    /// Carries out what has been read so far.
    private mutating func flush() throws(Failure) {
        let batch = pending
        // What a format keeps until it has all of it is not taken yet.
        guard !batch.isEmpty else { return pending.lines = 0 }
        if !batch.labels.isEmpty { add(try repository.importLabels(batch.labels, by: change())) }
        if !batch.projects.isEmpty { try take(batch.projects) }
        if !batch.tasks.isEmpty { try take(batch.tasks) }
        for skip in batch.skips { report.add(skip) }
        pending = Pending(firstLine: line + 1)
    }

    private mutating func take(_ items: [ImportedProject]) throws(Failure) {
        let outcome = try repository.importProjects(items, by: change())
        for (item, id) in zip(items, outcome.ids) { projects[item.number] = id ?? 0 }
        report.add(outcome)
    }

    private mutating func take(_ items: [ImportedTask]) throws(Failure) {
        var placed: [ImportedTask] = []
        for var item in items {
            if let number = item.draft.projectId {
                guard let id = projects[number], id != 0 else {
                    report.add(ImportSkip(.projectMissing, item.name))
                    continue
                }
                item.draft.projectId = id
            } else {
                item.draft.inbox = item.draft.inbox ?? inbox
            }
            placed.append(item)
        }
        try take(placed[...])
    }

    /// In one transaction, or where that would keep others from writing for too long in halves.
    private mutating func take(_ items: ArraySlice<ImportedTask>) throws(Failure) {
        let change = try change()
        let outcome: ImportOutcome
        do throws(Failure) {
            outcome = try repository.importTasks(Array(items), by: change)
        } catch {
            guard items.count > 1, error.isOfSize else { throw error }
            let half = items.startIndex + items.count / 2
            try take(items[..<half])
            return try take(items[half...])
        }
        for (item, id) in zip(items, outcome.ids) {
            guard let id else { continue }
            if let number = item.number { tasks[number] = id }
            guard !item.ties.isEmpty, !item.isUndated || outcome.made.contains(id) else { continue }
            var ties = item.ties
            (ties.taskId, ties.name, ties.updatedAt) = (id, item.name, item.bounded(by: change.instant).updatedAt)
            self.ties.append(ties)
        }
        add(outcome)
    }

    private mutating func add(_ outcome: ImportOutcome) {
        changes += [outcome.change].compactMap { $0 }
        size += outcome.size
        report.add(outcome)
    }

    /// Now that every task is there, whichever batch it came in.
    ///
    /// - Errors: as `take`; even so the end is noted, so that what was taken can be taken back.
    private mutating func settle() throws(Failure) {
        var trouble: Failure?
        do throws(Failure) {
            for start in stride(from: 0, to: ties.count, by: Self.batch) {
                try tie(ties[start..<min(start + Self.batch, ties.count)].map(here)[...])
            }
        } catch {
            trouble = error
        }
        ties = []
        report.change = try repository.finishImport(
            from: kind.name, report.count, changes: changes, size: size, by: change())
        if let trouble { throw trouble }
    }

    private mutating func tie(_ ties: ArraySlice<ImportedTies>) throws(Failure) {
        do throws(Failure) {
            add(try repository.importTies(Array(ties), by: change()))
        } catch {
            guard ties.count > 1, error.isOfSize else { throw error }
            let half = ties.startIndex + ties.count / 2
            try tie(ties[..<half])
            try tie(ties[half...])
        }
    }

    /// The numbers of the file as they are here.
    private func here(_ ties: ImportedTies) -> ImportedTies {
        let here = { (reference: TaskReference) -> TaskReference in
            guard case .number(_, let number) = reference else { return reference }
            return .number(tasks[number] ?? 0, inFile: number)
        }
        var ties = ties
        ties.parents = ties.parents.map(here)
        ties.blockers = ties.blockers.map(here)
        return ties
    }

    private mutating func atLine(_ fault: ImportFault) -> Failure {
        let (line, failure) = (fault.line ?? line, fault.failure)
        stop = Stop(line: line, column: fault.column, firstLine: pending.firstLine, failure: failure)
        let since = pending.firstLine == line ? "it" : "line \(pending.firstLine) on"
        let column = fault.column.map { ", column \($0)" } ?? ""
        return Failure(
            failure.kind, "Line \(line)\(column): \(failure.message) Nothing from \(since) was taken.",
            field: failure.field, cause: failure.cause)
    }
}

extension Failure {
    /// Less at once could be taken.
    fileprivate var isOfSize: Bool {
        switch rule {
        case .tooManyChanges, .tooMuchAtOnce: true
        default: false
        }
    }
}
