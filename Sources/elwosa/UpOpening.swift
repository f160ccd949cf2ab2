import Settings
import Store

/// What happens around the start of the site besides running it.
enum UpOpening {
    /// Before anything serves, with the state directory locked: lines to print.
    static func prepare(_ settings: Settings) throws -> [String] {
        let installation = Installation(settings: settings)
        let lines = try installation.migrate()
        let store = try installation.openStore()
        defer { store.close() }
        try HeadLog(settings).append(store.events.head())
        return lines
    }

    /// After the address has been printed: lines to print, such as the setup link.
    static func greet(_ settings: Settings) throws -> [String] {
        guard let link = try Installation(settings: settings).setupLink() else { return [] }
        return ["There is no administrator yet. Make the first account here, once:", "  \(link)"]
    }
}
