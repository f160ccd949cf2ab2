import ArgumentParser
import Domain
import Settings
import Store
import Web

extension Events {
    /// Takes one text out of everything that people have written.
    struct Erase: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase a text, such as a pasted password, from everything and from its history.",
            discussion: """
                Tasks, steps, comments, labels, projects, views, names of tokens, what the log says of them, and the \
                search index. \(TextErasure.mark) stands in its place; the chain of the log holds. Copies from before \
                still have it: backups are named as far as they are known. Whoever may know a password has to change it \
                all the same.
                """)

        @Option(
            name: .customLong("text-file"),
            help: "A file whose first line is the text, exactly as it stands; - is standard input.")
        var textFile = "-"

        func run() throws {
            let text = try InputFile(path: textFile).firstLine()
            let settings = try Settings.load()
            let store = try Installation(settings: settings).openStore()
            defer { store.close() }
            let erasure = try store.events.erase(text, by: Change(by: .commandLine, at: Clock.system.now()))
            print(
                "Erased from \(erasure.events) events and \(erasure.rows) rows; \(TextErasure.mark) stands there now.")
            let backups = try HeadLog(settings).backups(from: erasure.firstEvent ?? 0)
            guard !backups.isEmpty else { return print("No backup is known that still has it.") }
            print("These backups still have it:")
            for backup in backups { print("  \(cell(backup))") }
        }
    }
}
