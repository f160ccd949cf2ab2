import Administration
import ArgumentParser
import Domain
import Settings
import Wiring

extension Events {
    /// Replays the log into empty tables and compares them with those in use.
    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that the tables are what the log makes of them.",
            discussion: """
                Verifies the log, replays it into a new database beside the one in use, and prints for each table how \
                many rows were compared and which differ: their numbers and columns, never what they say. The site may \
                run meanwhile. Nothing is changed, and the new database is removed.

                Not compared: credentials, sessions, tokens, invitations, devices, counters, idempotency keys, the sums \
                for charts and the search index. What a sweep has erased cannot be replayed: the number of such events is \
                printed, and what they told of is not called a difference. Exit code 1 if anything differs.
                """)

        @Flag(help: "Compare, and change nothing. There is no other way: tables are never replaced.")
        var check = false

        func validate() throws {
            guard check else { throw ValidationError("Only --check is there: tables are never replaced by the log.") }
        }

        func run() throws {
            let settings = try Settings.load()
            let rebuild = try Installation(settings: settings).rebuild { log in
                if let fault = try log.verify(known: HeadLog(settings).heads(in: log)).fault {
                    throw CommandFailure("The log does not hold, so nothing was compared. \(fault)")
                }
            }
            print(Self.lines(rebuild).joined(separator: "\n"))
            guard rebuild.isSame else { throw CommandFailure("The tables are not what the log makes of them.") }
            print("The tables are what the log makes of them.")
        }

        private static func lines(_ rebuild: EventRebuild) -> [String] {
            ["\(rebuild.events) events, \(rebuild.erased) of them without a body and not replayed"]
                + rebuild.faults.prefix(EventRebuild.Table.examples) + more(than: rebuild.faults.count)
                + rebuild.tables.flatMap(lines)
        }

        private static func lines(_ table: EventRebuild.Table) -> [String] {
            let lost = table.lost == 0 ? "" : ", \(table.lost) not compared"
            let sum = table.differences == 0 ? "" : ", \(table.differences) differ"
            return ["\(table.name): \(table.rows) rows\(lost)\(sum)"] + table.examples.map { "  " + line($0) }
                + more(than: table.differences)
        }

        private static func line(_ row: EventRebuild.RowReference) -> String {
            let key = row.key.joined(separator: " ")
            switch row.difference {
            case .notInLog: return "\(key): no event tells of it"
            case .missing: return "\(key): by the log it is there, and it is not"
            case .changed(let columns): return "\(key): the log has another \(columns.joined(separator: ", "))"
            }
        }

        private static func more(than count: Int) -> [String] {
            count > EventRebuild.Table.examples ? ["  and \(count - EventRebuild.Table.examples) more"] : []
        }
    }
}
