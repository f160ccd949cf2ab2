import ArgumentParser
import Crypto
import Settings
import Wiring

/// Looks after the keys that sign access tokens.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Look after the keys that sign access tokens.",
        subcommands: [List.self, Rotate.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the keys, the one that signs first.")

        func run() throws {
            let ring = try KeyRing(directory: Keys.ring(try Settings.load()))
            for key in ring.keys.reversed() {
                print("\(key.id)  \(key.algorithm)  \(key == ring.signing ? "signs" : "verifies")")
            }
        }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a key that signs from now on.",
            discussion: """
                The key before it still verifies what it signed; older ones are removed. Access tokens live for 15 minutes, \
                so two rotations should lie at least that far apart; sooner, browsers renew by themselves and programs \
                have to use their refresh token. Nobody is signed out.
                """)

        func run() throws {
            let id = try KeyRing.rotate(directory: Keys.ring(try Settings.load()), stamp: Keys.stamp())
            print("\(id) signs from now on; running programs take it up within ten seconds.")
        }
    }
}
