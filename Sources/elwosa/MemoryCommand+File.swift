import Administration
import ArgumentParser
import Domain
import MemoryDomain
import MemoryFormats
import Web

extension MemoryCommand {
    struct ExportSpace: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Write a space into a file, all versions of all entries.",
            discussion: """
                JSON, one object a line, which `elwosa memory import` reads into any space. With --format mcp what the \
                entries say now, as the MCP reference server for memory keeps it.
                """)

        @Argument(help: "The space.")
        var space: String

        @Option(help: "The file; - is standard output.")
        var output = "-"

        @Option(help: "\(SpaceFileFormat.written.map(\.name).joined(separator: ", ")).")
        var format = SpaceFileFormat.elwosa.name

        func run() throws {
            let format = try SpaceFileFormat(format, among: SpaceFileFormat.written)
            try MemoryCommand.open { house in
                let space = try MemoryCommand.space(space, house.memory)
                let (file, now) = (try OutputFile(path: output), Clock.system.now())
                switch format {
                case .elwosa: try SpaceFile.write(space, from: house.memory, at: now, for: .commandLine, file.write)
                case .foreign:
                    try KnowledgeGraph.write(space.id, from: house.memory, at: now, for: .commandLine, file.write)
                }
                try file.finish()
            }
        }
    }

    struct ImportSpace: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Take a file into a space.",
            discussion: """
                Versions keep their numbers, times and authors; what is there already stays, so a second run goes on where \
                the first one ended. Some hundred lines are taken together or not at all; a line that cannot be taken is \
                named, and nothing of its batch is. Exit code 1 then.
                """)

        @Argument(help: "The space.")
        var space: String

        @Argument(help: "The file; - is standard input.")
        var file: String

        func run() throws {
            try MemoryCommand.open { house in
                let space = try MemoryCommand.space(space, house.memory)
                var run = SpaceFileRun(space.id, of: house.memory) { MemoryCommand.change() }
                var bar = TerminalProgress()
                do {
                    try InputFile(path: file).eachPiece { piece, done, total in
                        try run.take(piece)
                        if let total { bar.show(done / 1_024, of: total / 1_024, unit: "KiB") }
                    }
                    try run.finish()
                } catch {
                    bar.end()
                    let lines = run.lastLine == 0 ? "No line is" : "Lines 1 to \(run.lastLine) are"
                    print("\(Self.report(run)) \(lines) taken, and none behind.")
                    throw error
                }
                bar.end()
                print(Self.report(run))
            }
        }

        private static func report(_ run: SpaceFileRun) -> String {
            "Taken: \(run.taken) new versions; \(run.unchanged) lines were there already."
        }
    }
}
