import Administration
import ArgumentParser
import Settings

/// Brings the database to the schema this program knows.
struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make or upgrade the database and the keys.",
        discussion: "`elwosa up` does this by itself. Before an upgrade the database is copied beside itself.")

    func run() throws {
        let lines = try Installation(settings: try Settings.load()).migrate()
        print(lines.isEmpty ? "Nothing to do: the database has the newest schema." : lines.joined(separator: "\n"))
    }
}
