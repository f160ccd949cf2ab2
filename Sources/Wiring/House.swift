import Calendar
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
    public static func serve<Served: Area>(
        frame: (House) -> any FrameSource, _ make: (House) -> Served
    ) -> Int32 {
        // Before the first thread begins, so that all of them leave signals to the responder.
        Responder.prepareProcess()
        do {
            let house = try House(try Settings.load(), area: Served.name)
            let uses = TokenUseWriter(house.tokenUses, house.store.accounts, house.logger)
            defer {
                uses.stop()
                house.store.close()
            }
            return house.responder(for: make(house), frame: frame(house)).serve()
        } catch {
            let line = Array("elwosa-\(Served.name): \(error)\n".utf8)
            _ = write(2, line, line.count)
            return EX_CONFIG
        }
    }

    private func responder<Served: Area>(for area: Served, frame: any FrameSource) -> Responder {
        let metrics = Metrics(area: Served.name)
        let tokens = Tokens(
            sessions: store.accounts, ring: keys.access, refreshKey: keys.refresh, issuer: settings.origin)
        let gate = Gate(
            tokens: tokens, personalTokens: GateTokens(store.accounts, uses: tokenUses), formKey: keys.form,
            demand: demand)
        let zones = Zones()
        let facts = SiteFacts(
            area: Served.name, gate: gate, assets: Assets(directory: settings.www), bodyLimit: settings.bodyLimit,
            uploadLimit: settings.uploadLimit, zones: zones,
            zone: zones.zone(chosen: settings.timeZone, otherwise: .utc),
            pages: PageCache(newestEvent: { [store] in try? store.events.newest() }),
            snapshots: store, frame: frame)
        let operations = OperationsRoutes(area: Served.name, metrics: metrics) { [store, settings] in
            Health.checks(store, settings)
        }
        let site = Site(area.routes + operations.routes, facts: facts, metrics: metrics, logger: logger)
        let options = responderOptions()
        options.counters.publish(in: metrics)
        return Responder(site, options)
    }

    private var demand: FactorDemand {
        switch settings.requireSecondFactor {
        case .nobody: .nobody
        case .administrators: .administrators
        case .everyone: .everyone
        }
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
