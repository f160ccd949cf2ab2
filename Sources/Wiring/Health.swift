import Platform
import SQLite
import Settings
import Store
import Telemetry
import Web
import FastCGI

/// The checks of `/health/{area}`.
enum Health {
    static func checks(_ store: Store, _ settings: Settings) -> [HealthCheck] {
        let trouble = store.trouble()
        return [
            HealthCheck("process", isPassed: true, detail: "running"),
            HealthCheck("database", isPassed: trouble.reading == nil, detail: trouble.reading ?? "answers"),
            HealthCheck("writer", isPassed: trouble.writing == nil, detail: trouble.writing ?? "takes the lock"),
            disk(settings),
        ]
    }

    private static func disk(_ settings: Settings) -> HealthCheck {
        guard let bytes = FileSystem.freeBytes(at: settings.data) else {
            return HealthCheck("disk", isPassed: false, detail: "cannot be asked")
        }
        let free = bytes >> 20
        return HealthCheck(
            "disk", isPassed: free >= UInt64(settings.minimumFreeMegabytes), detail: "\(free) MiB free")
    }
}

extension Store {
    /// Shows how long this process has kept all others from writing.
    func publish(in metrics: Metrics) {
        metrics.histogram("sqlite_write_lock_seconds", help: "Time for which the write lock was held, by turn.") {
            [database] in
            let times = database.statistics.lockTimes
            return HistogramCounts(bounds: LockTimes.bounds, counts: times.counts, sum: times.seconds)
        }
        metrics.gauge("sqlite_write_queue", help: "Requests that wait for the writer now.") { [database] in
            Double(database.queuedRequests)
        }
    }
}

extension ResponderCounters {
    /// Shows the responder's own numbers beside the site's.
    func publish(in metrics: Metrics) {
        metrics.gauge("fastcgi_requests_active", help: "Requests being answered now.") { Double(self.snapshot.active) }
        metrics.gauge("fastcgi_connections", help: "Connections open now.") { Double(self.snapshot.connections) }
        metrics.gauge("fastcgi_accepted_total", help: "Connections accepted.") { Double(self.snapshot.accepted) }
        metrics.gauge("fastcgi_refused_peers_total", help: "Connections closed because their user may not connect.") {
            Double(self.snapshot.refusedPeers)
        }
        metrics.gauge("fastcgi_aborted_total", help: "Answers whose client left before their end.") {
            Double(self.snapshot.aborted)
        }
    }
}
