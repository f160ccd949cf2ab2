import CLinux
import Glibc
import Settings

/// Runs the site: holds its sockets, keeps its responders and NGINX, and ends all it started.
///
/// One thread, one loop: it waits in `poll` for orders, connections, what responders say and ends of processes.
package final class Supervisor {
    private var settings: Settings
    private let reread: () throws(SettingsError) -> Settings
    private let say: (String) -> Void
    private let limits: SupervisorLimits
    private let state: StateDirectory
    private let keepers: [AreaKeeper]
    private let gateway: Gateway?
    private let jobs: [JobRunner]
    private var isStopping = false
    /// The order to stop has come a second time: responders get no more time to end.
    private var isImpatient = false
    /// The areas whose responders are still to be replaced, one after the other.
    private var toReplace: [AreaKeeper] = []

    /// Takes the state directory, opens the sockets and configures NGINX; nothing is started yet.
    ///
    /// - Errors: another supervisor on this state, a port in use, a configuration NGINX refuses, a directory that
    ///   cannot be made.
    package init(
        _ settings: Settings, areas: [ServedArea] = ServedArea.all, jobs: [ScheduledJob] = [], gateway: Bool = true,
        limits: SupervisorLimits = SupervisorLimits(),
        reread: @escaping () throws(SettingsError) -> Settings, say: @escaping (String) -> Void
    ) throws(SupervisorError) {
        (self.settings, self.limits, self.reread, self.say) = (settings, limits, reread, say)
        state = try StateDirectory(settings)
        keepers = try areas.map { area throws(SupervisorError) in
            try Self.keeper(of: area, settings, limits, say)
        }
        let configuration = GatewayConfiguration(settings: settings, areas: areas, isRoot: geteuid() == 0)
        self.gateway = gateway ? try Gateway(configuration, limits: limits, say: say) : nil
        self.jobs = try jobs.map { job throws(SupervisorError) in
            try JobRunner(job, settings, limits: limits, at: .now, say: say)
        }
    }

    private static func keeper(
        of area: ServedArea, _ settings: Settings, _ limits: SupervisorLimits, _ say: @escaping (String) -> Void
    ) throws(SupervisorError) -> AreaKeeper {
        let log = try Files.log("\(settings.logs)/\(area.name).log")
        var environment = Settings.processEnvironment
        environment["ELWOSA_STATE"] = settings.state
        let program = Program(
            path: "\(settings.programs)/\(area.program)", arguments: area.arguments, environment: environment,
            output: log)
        let socket = try ListeningSocket.unix(settings.socket(of: area.name))
        return AreaKeeper(area, on: socket, limits: limits, program: { program }, say: say)
    }

    /// Serves until an order to stop has been carried out.
    package func run(_ orders: OrderSource) {
        gateway?.start(at: .now)
        while true {
            let readable = wait(for: orders)
            let now = Moment.now
            for order in orders.take() { carryOut(order, now) }
            for part in parts { part.look(readable: readable, at: now) }
            goOn(now)
            if isStopping, keepers.allSatisfy(\.isEmpty), jobs.allSatisfy(\.isEmpty), gateway?.isEmpty ?? true {
                break
            }
        }
        for keeper in keepers { keeper.socket.unlink() }
        // Whoever heard it may have been killed.
        unlink(settings.commitSocket)
    }

    private var parts: [any Watching] { keepers + jobs + (gateway.map { [$0] } ?? []) }

    /// Waits until there is something to do; says which descriptors are readable.
    private func wait(for orders: OrderSource) -> Set<Int32> {
        let descriptors = [orders.descriptor] + parts.flatMap(\.watched)
        var watched = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let wake = parts.compactMap(\.wakes).min()
        let patience = wake.map { Int32(clamping: max(0, ($0 - .now).milliseconds)) } ?? -1
        guard poll(&watched, nfds_t(watched.count), patience) > 0 else { return [] }
        return Set(watched.filter { $0.revents != 0 }.map(\.fd))
    }

    private func carryOut(_ order: Order, _ now: Moment) {
        switch order {
        case .stop where isStopping:
            isImpatient = true
            gateway?.hasten(at: now)
            for job in jobs { job.hasten(at: now) }
        case .stop:
            isStopping = true
            for job in jobs { job.stop(at: now) }
            toReplace = []
            say("Ending: what is open is answered first.")
            gateway?.stop(at: now)
        case .replace where !isStopping:
            takeOverSettings()
            toReplace = keepers
        case .replace: break
        }
    }

    private func takeOverSettings() {
        do {
            let new = try reread()
            if (new.state, new.run, new.programs) != (settings.state, settings.run, settings.programs)
                || new.listen != settings.listen
            {
                return say("state, run, programs and listen change when the site is started again.")
            }
            try gateway?.reload(new)
            settings = new
            say("The settings have been read again; the responders are replaced one by one.")
        } catch {
            say("The settings stay as they were. \(error)")
        }
    }

    /// Takes the next step of a replacement or of the end.
    private func goOn(_ now: Moment) {
        while !isStopping, let keeper = toReplace.first, !keepers.contains(where: \.isReplacing) {
            toReplace.removeFirst()
            keeper.replace(at: now)
        }
        // Responders end after NGINX: until then it may have requests for them. Those whose connections stay open end
        // with it, since it waits for these.
        if isStopping {
            let hasEnded = gateway?.isEmpty ?? true
            for keeper in keepers where !keeper.isStopping && (hasEnded || keeper.area.keepsConnections) {
                keeper.stop(at: now)
            }
        }
        if isImpatient { for keeper in keepers { keeper.hasten(at: now) } }
    }
}
