import Calendar
import Domain
import JSON
import TaskDomain

/// A format that tasks can be imported from: one file beside this one, and one line in `ImportFormats`.
///
/// A reader is made for each file and handed its lines in their order; what takes several lines it may keep until it
/// has them.
package protocol ImportFormat: Sendable {
    /// In addresses, on the command line and in the log: lower-case letters.
    static var name: String { get }
    /// As people know it, the same in every language.
    static var title: String { get }
    /// The usual name of its files.
    static var fileName: String { get }

    /// A reader at the beginning of a file.
    init(_ settings: ImportSettings)

    /// Tells whether a file that begins so is most likely one of this format.
    static func resembles(_ head: ImportHead) -> Bool

    /// Tells whether a file that begins so may be one of this format: what resembles it, unless it can be anything.
    static func accepts(_ head: ImportHead) -> Bool

    /// The files of an archive that are of this format, by their names in it.
    ///
    /// - Shape: nil for a format that no program packs.
    static var archived: (@Sendable (String) -> Bool)? { get }

    /// - Shape: what the line says, in its order; empty for a line that says nothing by itself. Projects and parents
    ///   are numbered as in the file.
    /// - Errors: `.malformed` for what the format does not have, `.invalid` for what breaks a rule of tasks, with
    ///   `field` naming the place within the line.
    mutating func read(_ line: [UInt8]) throws(ImportFault) -> [ImportItem]

    /// The items that were kept until the end of the file.
    ///
    /// - Errors: `.malformed` where the file cannot end here.
    mutating func finish() throws(ImportFault) -> [ImportItem]
}

extension ImportFormat {
    package init() { self.init(ImportSettings()) }

    package static var archived: (@Sendable (String) -> Bool)? { nil }

    package static func accepts(_ head: ImportHead) -> Bool { resembles(head) }

    package mutating func finish() throws(ImportFault) -> [ImportItem] { [] }
}

/// The things that a file does not say, and whoever brings it along does.
package struct ImportSettings: Sendable {
    /// The zone in which times without one are meant.
    package var zone = Zone.utc
    /// The file's own name; empty where it has none, as standard input.
    package var fileName = ""
    /// The meaning of each column of a table; nil where the names of its columns say it.
    package var columns: [CSVColumn?]?
    /// Those beyond `columns` mean what their names say; else they are left out.
    package var guessesFurtherColumns = false
    /// The day stands first in `3/4/2026`; nil where nobody said so.
    package var isDayFirst: Bool?

    package init() {}

    /// A line as a report names it: `Garden.csv:4`.
    func place(ofLine line: Int) -> String { "\(fileName):\(line)" }

    /// A column of the table is the title, or may be: nobody has chosen it yet.
    package var hasTitle: Bool {
        guessesFurtherColumns || columns?.contains(.field(.special(.title))) ?? true
    }
}

/// Why something of a file cannot be taken, and where.
package struct ImportFault: Error, Equatable, Sendable {
    package let failure: Failure
    /// nil for the line that was handed over last.
    package let line: Int?
    /// In characters from 1; nil where the whole line is meant.
    package let column: Int?

    package init(_ failure: Failure, line: Int? = nil, column: Int? = nil) {
        (self.failure, self.line, self.column) = (failure, line, column)
    }
}

/// Every format there is.
package enum ImportFormats {
    package static let all: [any ImportFormat.Type] = [
        CSVFormat.self, TodoistFormat.self, TrelloFormat.self, VikunjaFormat.self, TaskwarriorFormat.self,
        TodoTxtFormat.self, BeadsFormat.self, ElwosaFormat.self,
    ]

    /// In the order in which a file is compared with them: what could be many things comes last.
    static let distinct: [any ImportFormat.Type] = all.filter { !($0 == CSVFormat.self) } + [CSVFormat.self]

    package static func named(_ name: String) -> (any ImportFormat.Type)? { all.first { $0.name == name } }
}

/// Something that a line of an import says.
package enum ImportItem: Sendable, Equatable {
    case label(ImportedLabel)
    case project(ImportedProject)
    case task(ImportedTask)
    /// Something that is left out, and why.
    case skipped(ImportSkip)
}
