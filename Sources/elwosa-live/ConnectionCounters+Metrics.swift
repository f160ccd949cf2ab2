import Live
import Sockets
import Synchronization
import Telemetry

extension ConnectionCounters {
    /// Shows the numbers of connections beside the site's.
    func publish(in metrics: Metrics, _ hub: Hub) {
        metrics.gauge("live_connections", help: "Connections open now.") { Double(self.open.load(ordering: .relaxed)) }
        metrics.gauge("live_listeners", help: "Connections that have joined the hub.") { Double(hub.listenerCount) }
        metrics.gauge("live_accepted_total", help: "Connections that were opened.") {
            Double(self.accepted.load(ordering: .relaxed))
        }
        metrics.gauge("live_cut_total", help: "Connections closed because they did not read.") {
            Double(self.cut.load(ordering: .relaxed))
        }
        metrics.gauge("live_received_total", help: "Messages that clients sent.") {
            Double(self.messages.load(ordering: .relaxed))
        }
        metrics.gauge("live_sent_total", help: "Messages that were sent to clients.") {
            Double(self.sent.load(ordering: .relaxed))
        }
        metrics.gauge("live_event", help: "The number of the newest event that has been told.") { Double(hub.head) }
    }
}
