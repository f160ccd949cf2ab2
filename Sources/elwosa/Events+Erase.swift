import Administration
import ArgumentParser
import Domain
import Settings
import Web

extension Events {
    /// Takes one text out of everything that people have written.
    struct Erase: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase a text, such as a pasted password, from everything and from its history.",
            discussion: """
                The text is asked for without being shown, or read from standard input; as an argument it would stand in \
                the history of the shell. It is taken out of tasks, steps, comments, labels, projects, views, names of \
                tokens, what the log says of them, the search index and free pages, while the site runs. \
                \(TextErasure.mark) stands in its place; the chain of the log holds. Copies from before still have it: \
                backups are named as far as they are known. Where it was a password, it has to be changed all the same.
                """)

        func run() throws {
            let text = try HiddenLine.text()
            let settings = try Settings.load()
            let installation = Installation(settings: settings)
            let erasure = try installation.open { house in
                try house.texts.eraseText(text, by: Change(by: .commandLine, at: Clock.system.now()))
            }
            guard erasure.isAnything else {
                throw CommandFailure(
                    Self.remains(erasure.remains).map { "The text stands in no table. \($0)" }
                        ?? "The text stands nowhere; nothing was changed.")
            }
            print(
                "Erased from \(erasure.events) events and \(erasure.rows) rows; \(TextErasure.mark) stands there now.")
            if let remains = Self.remains(erasure.remains) { print(remains) }
            let copies = try HeadLog(settings).backups(from: erasure.firstEvent ?? 0) + installation.formerDatabases()
            Self.name(copies, since: erasure.since)
        }

        private static func remains(_ remains: TextErasure.Remains) -> String? {
            switch remains {
            case .nowhere: nil
            case .inWAL:
                "Somebody reads from before it, so elwosa.db-wal may still have it. Do the same again in a while."
            case .inGaps:
                "elwosa.db is too large, or the disk too full, to be written anew, so parts of it may be left in gaps of its "
                    + "pages. A backup has none; once it is restored, nothing is left."
            }
        }

        private static func name(_ copies: [String], since: Instant?) {
            if !copies.isEmpty {
                print("These copies may still have it, and bring it back when they are restored:")
                for copy in copies { print("  \(cell(copy))") }
            }
            let others = since.map { "made since \($0.rfc3339)" } ?? "from before"
            print("So does every export and every other copy of the database \(others).")
        }
    }
}
