import Crypto
import Domain
import FastCGI
import Glibc
import Logging
import Settings
import SQLite
import Store
import Telemetry
import Web

/// Everything a responder stands on, put together from the settings: what its area is handed.
public struct House {
    public let settings: Settings
    public let store: Store
    public let keys: Keys
    let logger: Logger
    let tokenUses = TokenUses()

    init(_ settings: Settings, area: String) throws {
        self.settings = settings
        var logger = Logger(label: area) { _ in
            JSONLogHandler(service: "elwosa-\(area)", level: .info)
        }
        logger.logLevel = Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info
        self.logger = logger
        keys = try Keys.read(settings)
        store = try Store.open(
            settings.database, eventKey: keys.event, options: Self.options(settings))
    }

    /// How every program opens the database.
    public static func options(_ settings: Settings) -> Database.Options {
        var options = Database.Options()
        options.readers = settings.readers
        options.deadline = .seconds(settings.lockSeconds)
        options.minimumFreeBytes = UInt64(settings.minimumFreeMegabytes) << 20
        return options
    }

    /// Serves one area until the responder ends.
    ///
    /// - Shape: the exit code: `Responder.serve`'s; 78 (`EX_CONFIG`) with one sentence on standard error when the
    ///   settings, keys or database cannot be used.
    public static func serve<Served: Area>(_ make: (House) -> Served) -> Int32 {
        // Before the first thread begins, so that all of them leave signals to the responder.
        Responder.prepareProcess()
        do {
            let house = try House(try Settings.load(), area: Served.name)
            let uses = TokenUseWriter(house.tokenUses, house.store.accounts, house.logger)
            defer {
                uses.stop()
                house.store.close()
            }
            return house.responder(for: make(house)).serve()
        } catch {
            let line = Array("elwosa-\(Served.name): \(error)\n".utf8)
            _ = write(2, line, line.count)
            return EX_CONFIG
        }
    }

    private func responder<Served: Area>(for area: Served) -> Responder {
        let metrics = Metrics(area: Served.name)
        let gate = Gate(
            sessions: store.accounts, tokens: GateTokens(store.accounts, uses: tokenUses), formKey: keys.form,
            origin: settings.origin)
        let facts = SiteFacts(
            area: Served.name, gate: gate, assets: Assets(directory: settings.www), bodyLimit: settings.bodyLimit,
            pages: PageCache(mark: { [store] in store.database.mark }))
        let operations = OperationsRoutes(area: Served.name, metrics: metrics) { [store, settings] in
            Health.checks(store, settings)
        }
        let site = Site(area.routes + operations.routes, facts: facts, metrics: metrics, logger: logger)
        let options = responderOptions()
        options.counters.publish(in: metrics)
        return Responder(site, options)
    }

    private func responderOptions() -> Responder.Options {
        var options = Responder.Options()
        options.threads = settings.threads
        options.idleExit = settings.idleSeconds > 0 ? .seconds(settings.idleSeconds) : nil
        options.peers = Set(settings.peerUsers)
        options.log = { [logger] line in logger.notice("\(line)") }
        return options
    }
}

/// The server's own keys, each in a file that only its owner may read, and none of them in the database.
public struct Keys: Sendable {
    /// Signs form tokens.
    let form: [UInt8]
    /// Chains the event log.
    public let event: [UInt8]
    /// Seals the keys of second factors, and the tickets between two pages of signing in.
    public let seal: SealKeys

    private static func path(_ name: String, _ settings: Settings) -> String { "\(settings.keys)/\(name).key" }

    /// - Errors: a sentence when a key is missing or unreadable: a responder makes none, since a new key would break
    ///   the chain of the log.
    public static func read(_ settings: Settings) throws -> Keys {
        Keys(
            form: try existing("form", settings), event: try existing("event", settings),
            seal: try ring(try existing("seal", settings), settings))
    }

    /// Makes the keys that are missing.
    public static func readOrCreate(_ settings: Settings) throws -> Keys {
        Keys(
            form: try KeyFile.readOrCreate(path("form", settings)),
            event: try KeyFile.readOrCreate(path("event", settings)),
            seal: try ring(try KeyFile.readOrCreate(path("seal", settings)), settings))
    }

    /// A `seal.key` that is renamed to `seal-old.key` makes way for a new one, and what it sealed still opens.
    private static func ring(_ current: [UInt8], _ settings: Settings) throws -> SealKeys {
        SealKeys(current: current, older: [try KeyFile.read(path("seal-old", settings))].compactMap(\.self))
    }

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

extension Database {
    /// nil where it cannot be asked; then nothing is kept.
    fileprivate var mark: DataMark? {
        (try? version()).map { DataMark(watcher: Int64($0.watcher), number: $0.number) }
    }
}
