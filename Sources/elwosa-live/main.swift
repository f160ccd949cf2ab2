import Domain
import Glibc
import HouseStore
import Lifecycle
import Live
import MemoryStore
import Platform
import Settings
import Sockets
import Store
import Telemetry
import Web
import Wiring

// The one program that keeps connections open: WebSockets and event streams.
exit(
    CompositionRoot.open(LiveArea.name) { root in
        let settings = root.settings
        guard SocketServer.hasSocket(log: root.log) else { return EX_USAGE }
        let workers = Workers()
        guard let notifier = CommitNotifier(settings) else { return EX_OSERR }
        let hub = try Hub(
            root.store.live, memory: root.memory, limits: LiveLimits(settings), demand: root.demand,
            work: workers.run, wake: notifier.notify
        )
        let metrics = Metrics(area: LiveArea.name.rawValue)
        let server = SocketServer(
            root.site(for: LiveArea(hub), frame: nil, metrics), on: workers,
            SocketServer.Options(settings, log: root.log))
        server.counters.publish(in: metrics, hub)
        let feed = Feed(hub, wait: notifier.wait, isBehind: { server.isBehind }, log: root.log)
        // Last: one that serves receives no notifications from then on.
        let clock = HouseClock(store: root.store, log: root.log)
        guard notifier.listen(), BackgroundThread.detach({ feed.run() }),
            BackgroundThread.detach({ clock.run { Clock.system.now() } })
        else { return EX_OSERR }
        return server.serve()
    })
