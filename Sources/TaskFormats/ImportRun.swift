import Domain
import TaskDomain
import ZIP

/// One file on its way in: handed over piece by piece, taken batch by batch, tied together at its end.
package struct ImportRun {
    /// The number of tasks that are taken in one transaction.
    static let batch = 500
    private let repository: any ImportRepository
    private let change: () throws(Failure) -> Change
    private var format: any ImportFormat
    private let kind: any ImportFormat.Type
    private let settings: ImportSettings
    private var lines: ImportLines
    /// The name of the file within the archive; nil where the file is none.
    private var entry: String?
    package private(set) var report = ImportReport()
    /// The line at which it stopped; nil while every line could be taken.
    package private(set) var stop: Stop?
    /// The number of the line that was read last.
    private var line: Int { lines.count }
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

    package init(
        _ format: any ImportFormat.Type, _ settings: ImportSettings = ImportSettings(),
        into repository: any ImportRepository, change: @escaping () throws(Failure) -> Change
    ) {
        self.repository = repository
        self.change = change
        self.settings = settings
        self.format = format.init(settings)
        lines = ImportLines(of: format)
        kind = format
    }

    /// Takes the next piece of the file, wherever it was cut.
    ///
    /// - Errors: `.malformed` or `.invalid` whose sentence names the line that cannot be taken: nothing of its batch is,
    ///   and what came before is tied together. Nothing may follow.
    package mutating func take(_ bytes: some Collection<UInt8>) throws(Failure) {
        try settling { run throws(Failure) in
            guard run.lines.archive == nil else { return try run.lines.archive!.add(bytes) }
            try run.located { lines throws(ImportFault) in try lines.add(bytes) }
            try run.takeLines()
        }
    }

    /// Takes what is left, ties everything together and notes the end.
    ///
    /// - Errors: as `take`.
    package mutating func finish() throws(Failure) -> ImportReport {
        try settling { run throws(Failure) in
            try run.finishFile()
            if let archive = run.lines.archive { try run.take(archive) }
        }
        try settle()
        return report
    }

    /// Whatever stops it, what came before is tied together.
    private mutating func settling(_ step: (inout ImportRun) throws(Failure) -> Void) throws(Failure) {
        do throws(Failure) {
            try step(&self)
        } catch {
            try settle()
            throw error
        }
    }

    private mutating func located(_ step: (inout ImportLines) throws(ImportFault) -> Void) throws(Failure) {
        do throws(ImportFault) {
            try step(&lines)
        } catch {
            throw atLine(error)
        }
    }

    /// Takes each file of an archive by itself, all of which can be unpacked by then.
    private mutating func take(_ archive: ImportArchive) throws(Failure) {
        let (archive, entries) = try archive.opened(as: kind)
        for entry in entries {
            var settings = settings
            let isAlone = entries.count { $0.fileName == entry.fileName } == 1
            settings.fileName = isAlone ? entry.fileName : entry.name
            (format, self.entry) = (kind.init(settings), entry.name)
            (lines, pending, projects) = (ImportLines(of: kind, isEntry: true), Pending(), [:])
            let content = try ImportArchive.reading { () throws(ZIPError) in try archive.content(of: entry) }
            while case let piece = try ImportArchive.reading(content.next), !piece.isEmpty {
                try located { lines throws(ImportFault) in try lines.add(piece) }
                try takeLines()
            }
            try finishFile()
        }
    }

    private mutating func finishFile() throws(Failure) {
        try located { lines throws(ImportFault) in try lines.finish() }
        guard lines.archive == nil else { return }
        try takeLines()
        let items: [ImportItem]
        do throws(ImportFault) {
            items = try format.finish()
        } catch {
            throw atLine(error)
        }
        for item in items { try keep(item) }
        try flush()
    }

    private mutating func takeLines() throws(Failure) {
        while true {
            var items: [ImportItem]?
            do throws(ImportFault) {
                items = try lines.next().map { line throws(ImportFault) in try format.read(line) }
            } catch {
                throw atLine(error)
            }
            guard let items else { return }
            pending.lines += 1
            for item in items { try keep(item) }
            if pending.lines >= Self.batch { try flush() }
        }
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
        // Lines that a format keeps until it has all of them are not taken yet.
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
            guard error.isOfSize else { throw error }
            guard items.count > 1 else { throw Self.tooLarge(items[items.startIndex], error) }
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

    /// The failure of one task that is too much for a request by itself.
    private static func tooLarge(_ item: ImportedTask, _ failure: Failure) -> Failure {
        Failure(
            failure.kind, "The task \(item.name) has more than one request may change at once.", cause: failure.cause)
    }

    /// The end of the file: ties between tasks that are all there by now, whichever batch they came in.
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
        let stop = Stop(fault, in: entry, atLine: line, firstLine: pending.firstLine)
        self.stop = stop
        let since = stop.firstLine == stop.line ? "it" : "line \(stop.firstLine) on"
        return Failure(
            fault.failure.kind, "\(stop.message) Nothing from \(since) was taken.", field: fault.failure.field,
            cause: fault.failure.cause)
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
