import Administration
import ArgumentParser
import AuthDomain
import Domain
import Settings
import Web

/// The counters of wrong sign-ins, seen and cleared by whoever runs the site.
struct ThrottleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "throttle", abstract: "List and clear the counters that slow down guessing.",
        subcommands: [List.self, Clear.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the counters that count something, those that wait longest first.",
            discussion: """
                A name is kept as a hash alone, since people type passwords into the wrong field; device and factor are \
                numbers of a known browser and of an account.
                """)

        func run() throws {
            let counters = try Installation(settings: try Settings.load()).open { house in
                try house.throttle.counters(at: Clock.system.now())
            }
            for counter in counters {
                print("\(counter.key)\t\(counter.failures) failures\twaits \(counter.wait) s")
            }
        }
    }

    struct Clear: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget all counters, or those of one account.",
            discussion: "Whoever had to wait may try again at once; nobody is signed in by it.")

        @Option(help: "Only this name's, its browsers' and its second factor's. Counters of networks stay.")
        var account: String?

        func run() throws {
            let count = try Installation(settings: try Settings.load()).open { house in
                try house.throttle.clearThrottle(name: account)
            }
            print("Forgot \(count) counter\(count == 1 ? "" : "s")\(account.map { " of \($0)" } ?? "").")
        }
    }
}
