import Administration
import ArgumentParser
import Domain
import Settings

/// The commands that look after the event log.
struct Events: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look after the log of everything that happened.",
        subcommands: [
            Verify.self, Rebuild.self, Erase.self,
        ])

    /// Recomputes the chain from its first event to its last.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that no event was removed or altered.",
            discussion: """
                Prints the head of the chain. Heads that were kept show whether the end of the log was cut: `elwosa up` and \
                `elwosa backup` write them into event-heads.log, others are given with --head. Exit code 1 if the chain \
                does not hold.
                """)

        @Option(help: "A head kept elsewhere, SEQ:MAC as it was printed. May be given more than once.")
        var head: [String] = []

        func run() throws {
            let heads = try head.map { text in
                guard let head = EventHead(text: text) else {
                    throw ValidationError("--head \(text) is not of the form SEQ:MAC.")
                }
                return head
            }
            let settings = try Settings.load()
            let verdict = try Installation(settings: settings).open { house in
                try house.events.verify(known: heads + HeadLog(settings).heads(in: house.events))
            }
            let replaced = verdict.replacedBodies == 0 ? "" : " (\(verdict.replacedBodies) without an erased text)"
            print("\(verdict.events) events, \(verdict.erasedBodies) bodies erased\(replaced), head \(verdict.head)")
            if let fault = verdict.fault { throw CommandFailure("The log does not hold. \(fault)") }
            print("The chain holds.")
        }
    }
}
