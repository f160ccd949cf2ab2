import ArgumentParser
import Settings
import Store

/// The preparation that the supervisor orders before it serves, while it holds the lock of the state directory.
struct Prepare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the state directory up to date and say where the site is; `elwosa up` runs this.",
        shouldDisplay: false)

    func run() throws {
        let settings = try Settings.load()
        let installation = Installation(settings: settings)
        try installation.migrate().forEach { print($0) }
        let store = try installation.openStore()
        defer { store.close() }
        try HeadLog(settings).append(store.events.head(), in: store.life)
        print("ELWOSA is at \(settings.origin)")
        print("Logs are in \(settings.logs), everything else in \(settings.state). Ctrl-C ends it.")
        guard let link = try installation.setupLink(in: store) else { return }
        print("There is no administrator yet. Make the first account here, once:")
        print("  \(link)")
    }
}
