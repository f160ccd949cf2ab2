import Administration
import ArgumentParser
import Domain
import Glibc
import Settings
import TaskFormats
import Tasks
import Web

/// Hands out tasks: all of them to move or keep, or some as a table.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write tasks into a file.",
        discussion: """
            json is everything there is about tasks, which `elwosa import elwosa` reads; csv is a table for spreadsheets, \
            csv-excel the same for Excel in German; todotxt is a list for todo.txt.
            """)

    @Argument(help: "\(ExportFormats.all.map { $0.name }.joined(separator: " or ")).")
    var format: String

    @Argument(help: "The file; - is standard output.")
    var file = "-"

    @Option(help: "Only these tasks, in the query language, such as 'is:open label:bug'.")
    var query: String?

    func validate() throws {
        guard ExportFormats.named(format) != nil else {
            let names = ExportFormats.all.map { $0.name }.joined(separator: ", ")
            throw ValidationError("\(format) is no form that tasks can be written in; there is \(names).")
        }
    }

    func run() throws {
        let filter = try query.map { try CommandQuery.read($0) }
        try Installation(settings: try Settings.load()).open { house in
            let source = ExportSource(
                tasks: house.tasks, projects: house.projects, filter: filter,
                frame: DayFrame(utc: Clock.system.now()), for: .commandLine)
            let output = try OutputFile(path: file)
            try ExportFormats.named(format)!.write(source, output.write)
            try output.finish()
        }
    }
}
