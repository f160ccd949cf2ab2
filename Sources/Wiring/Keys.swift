import Crypto
import Domain
import Settings
import Web

/// The server's own keys, each in a file that only its owner may read, and none of them in the database.
package struct Keys: Sendable {
    /// Signs form tokens.
    let form: [UInt8]
    /// Makes each refresh token's successor.
    let refresh: [UInt8]
    /// Chains the event log.
    package let event: [UInt8]
    /// Seals the keys of second factors, and the tickets between two pages of signing in.
    package let seal: SealKeys
    /// Sign access tokens.
    package let access: KeyRing

    /// - Errors: a sentence when a key is missing or unreadable: a responder makes none, since a new key would break
    ///   the chain of the log.
    package static func read(_ settings: Settings) throws -> Keys {
        // A `seal.key` that is renamed to `seal-old.key` makes way for a new one, and what it sealed still opens.
        let sealedBefore = try KeyFile.read(path("seal-old", settings))
        return Keys(
            form: try existing("form", settings), refresh: try existing("refresh", settings),
            event: try existing("event", settings),
            seal: SealKeys(current: try existing("seal", settings), older: [sealedBefore].compactMap(\.self)),
            access: try KeyRing(directory: ring(settings)))
    }

    /// Makes the keys that are missing.
    package static func create(_ settings: Settings) throws {
        for name in ["form", "refresh", "event", "seal"] { _ = try KeyFile.readOrCreate(path(name, settings)) }
        try KeyRing.prepare(directory: ring(settings), stamp: stamp())
    }

    /// Where the keys of access tokens lie.
    package static func ring(_ settings: Settings) -> String { settings.keys + "/access" }

    /// Now, in a form that sorts: `20261123T081500Z`.
    package static func stamp() -> String { Clock.system.now().rfc3339.filter { $0 != "-" && $0 != ":" } }

    private static func path(_ name: String, _ settings: Settings) -> String { "\(settings.keys)/\(name).key" }

    private static func existing(_ name: String, _ settings: Settings) throws -> [UInt8] {
        guard let key = try KeyFile.read(path(name, settings)) else {
            throw WiringError(
                description: "The key \(path(name, settings)) is missing; run `elwosa migrate` to make it, or bring it "
                    + "back from a backup.")
        }
        return key
    }
}

struct WiringError: Error, CustomStringConvertible {
    let description: String
}
