import AuthDomain
import Calendar
import Crypto
import Domain
import FastCGI
import Glibc
import HouseStore
import Lifecycle
import Logging
import MemoryStore
import SQLite
import Settings
import Store
import Telemetry
import Web

/// Everything a responder stands on, put together from the settings: what its area is handed.
package struct CompositionRoot {
    package let settings: Settings
    package let store: Store
    package let keys: Keys
    let logger: Logger
    let tokenUses = TokenUses()
    let readings = Readings()

    init(_ settings: Settings, area: AreaName) throws {
        self.settings = settings
        var logger = Logger(label: area.rawValue) { _ in
            JSONLogHandler(service: "elwosa-\(area.rawValue)", level: .info)
        }
        logger.logLevel = Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info
        self.logger = logger
        keys = try Keys.read(settings)
        store = try Store.open(
            settings.database, eventKey: keys.event, options: Self.options(settings))
    }

    /// The options by which every program opens the database.
    package static func options(_ settings: Settings) -> Database.Options {
        var options = Database.Options()
        options.readers = settings.readers
        options.deadline = .seconds(settings.lockSeconds)
        options.maximumBatchWork = ChangeRules.workLimit
        options.minimumFreeBytes = UInt64(settings.minimumFreeMegabytes) << 20
        if let notifier = CommitNotifier(settings) { options.afterCommit = { notifier.notify() } }
        return options
    }

    /// Serves one area until the responder ends.
    ///
    /// - Shape: the exit code: `Responder.serve`'s; 78 (`EX_CONFIG`) with one sentence on standard error when the
    ///   settings, keys or database cannot be used.
    package static func serve<Served: Area>(
        frame: (CompositionRoot) -> any FrameSource, _ make: (CompositionRoot) -> Served
    ) -> Int32 {
        open(Served.name) { root in
            let metrics = Metrics(area: Served.name.rawValue)
            let options = root.responderOptions()
            options.counters.publish(in: metrics)
            root.store.publish(in: metrics)
            return Responder(root.site(for: make(root), frame: frame(root), metrics), options).serve()
        }
    }

    /// Opens everything an area stands on, for as long as `body` serves it.
    ///
    /// - Shape: the exit code of `body`, or 78 as `serve`.
    package static func open(_ area: AreaName, _ body: (CompositionRoot) throws -> Int32) -> Int32 {
        // Before the first thread begins, so that all of them leave signals to the responder.
        Lifecycle.prepareProcess()
        Lifecycle.name("elwosa-\(area.rawValue)")
        do {
            let root = try CompositionRoot(try Settings.load(), area: area)
            let notes = NoteWriter { root.writeNotes() }
            defer {
                notes.stop()
                root.store.close()
            }
            return try body(root)
        } catch {
            let line = Array("elwosa-\(area.rawValue): \(error)\n".utf8)
            _ = write(2, line, line.count)
            return EX_CONFIG
        }
    }

    /// An area behind the gate, with what every area has beside its own.
    package func site<Served: Area>(for area: Served, frame: (any FrameSource)?, _ metrics: Metrics) -> Site {
        let tokens = Tokens(
            sessions: store.accounts, ring: keys.access, refreshKey: keys.refresh, issuer: settings.origin)
        let gate = Gate(
            tokens: tokens, personalTokens: GateTokens(store.accounts, uses: tokenUses), formKey: keys.form,
            demand: demand)
        let zones = Zones()
        let facts = SiteFacts(
            area: Served.name.rawValue, gate: gate, assets: Assets(directory: settings.www, joined: settings.joined),
            bodyLimit: settings.bodyLimit, uploadLimit: settings.uploadLimit, zones: zones,
            zone: zones.zone(chosen: settings.timeZone, otherwise: .utc),
            pages: PageCache(newestEvent: store.newestShown(on: Served.name)),
            snapshots: store, frame: frame)
        let operations = OperationsRoutes(area: Served.name.rawValue, metrics: metrics) { [store, settings] in
            Health.checks(store, settings)
        }
        return Site(area.routes + operations.routes, facts: facts, metrics: metrics, logger: logger)
    }

    /// The log for whoever runs the site, one sentence a line.
    package var log: @Sendable (String) -> Void {
        { [logger] line in logger.notice("\(line)") }
    }

    /// The people of whom a second factor is demanded.
    package var demand: FactorDemand {
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
        options.whenIdle = { [store] in store.database.releaseMemory() }
        options.log = log
        return options
    }
}
