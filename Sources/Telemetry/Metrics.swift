import Glibc
import Synchronization

/// The counters of one responder, in the text format of Prometheus.
///
/// - Source: Prometheus exposition formats, version 0.0.4. The route is the pattern, never what was typed.
package final class Metrics: Sendable {
    /// Upper bounds of the buckets.
    ///
    /// - Units: seconds.
    private static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

    private struct Series {
        var statuses: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var sum = 0.0

        mutating func count(_ status: Int, _ bucket: Int, _ seconds: Double) {
            statuses[status, default: 0] += 1
            buckets[bucket] += 1
            sum += seconds
        }

        mutating func add(_ other: Series) {
            statuses.merge(other.statuses, uniquingKeysWith: +)
            for index in buckets.indices { buckets[index] += other.buckets[index] }
            sum += other.sum
        }
    }

    /// The counts of some of the threads: under one lock for all of them they would wait for each other.
    private final class Shard: Sendable {
        let series = Mutex<[String: Series]>([:])
    }

    private let area: String
    private let shards = (0..<8).map { _ in Shard() }
    /// Counts in buckets that somebody else keeps, read when the metrics are asked for.
    private let histograms = Mutex<[(name: String, help: String, read: @Sendable () -> HistogramCounts)]>([])
    private let gauges = Mutex<[(name: String, help: String, read: @Sendable () -> Double)]>([])

    package init(area: String) {
        self.area = area
    }

    /// Counts one answer.
    ///
    /// - Units: `seconds` from the first parameter read to the answer made.
    package func count(route: String, status: Int, seconds: Double) {
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        shard.series.withLock { series in
            series[route, default: Series()].count(status, bucket, seconds)
        }
    }

    /// Threads lie a stack apart, so their pages' numbers spread over the shards.
    private var shard: Shard { shards[Int(pthread_self() >> 12 & 7)] }

    private var series: [(key: String, value: Series)] {
        var all: [String: Series] = [:]
        for shard in shards {
            all.merge(shard.series.withLock { $0 }) { sum, part in
                var sum = sum
                sum.add(part)
                return sum
            }
        }
        return all.sorted { $0.key < $1.key }
    }

    /// Adds a value that is read when the metrics are asked for.
    package func gauge(_ name: String, help: String, read: @escaping @Sendable () -> Double) {
        gauges.withLock { $0.append((name, help, read)) }
    }

    /// Adds a histogram whose counts are read when the metrics are asked for.
    package func histogram(_ name: String, help: String, read: @escaping @Sendable () -> HistogramCounts) {
        histograms.withLock { $0.append((name, help, read)) }
    }

    /// All of it as Prometheus reads it.
    package var text: String {
        let series = series
        var lines = ["# HELP http_requests_total Answers, by route and status.", "# TYPE http_requests_total counter"]
        for (route, one) in series {
            for (status, count) in one.statuses.sorted(by: { $0.key < $1.key }) {
                lines.append("http_requests_total{\(label(route)),status=\"\(status)\"} \(count)")
            }
        }
        lines.append("# HELP http_request_duration_seconds Time from the request read to its answer made.")
        lines.append("# TYPE http_request_duration_seconds histogram")
        for (route, one) in series {
            let counts = HistogramCounts(bounds: Self.bounds, counts: one.buckets, sum: one.sum)
            lines += counts.lines("http_request_duration_seconds", label(route))
        }
        for other in histograms.withLock({ $0 }) {
            lines.append("# HELP \(other.name) \(other.help)")
            lines.append("# TYPE \(other.name) histogram")
            lines += other.read().lines(other.name, "area=\"\(area)\"")
        }
        for gauge in gauges.withLock({ $0 }) {
            lines.append("# HELP \(gauge.name) \(gauge.help)")
            lines.append("# TYPE \(gauge.name) gauge")
            lines.append("\(gauge.name){area=\"\(area)\"} \(Self.number(gauge.read()))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func label(_ route: String) -> String { "area=\"\(area)\",route=\"\(Self.escaped(route))\"" }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x5c || $0 == 0x0a }) else { return text }
        return text.unicodeScalars.map { $0 == "\n" ? "\\n" : $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
    }

    /// Prometheus spells what is not finite in its own way.
    private static func number(_ value: Double) -> String {
        value.isFinite ? value.description : value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf"
    }
}

/// The number of times that something was as long as each bucket says.
package struct HistogramCounts: Sendable {
    let bounds: [Double]
    let counts: [Int]
    let sum: Double

    /// - Shape: one count for each bound and one more for all above them.
    /// - Units: `bounds`, ascending, and `sum` are seconds.
    package init(bounds: [Double], counts: [Int], sum: Double) {
        (self.bounds, self.counts, self.sum) = (bounds, counts, sum)
    }

    fileprivate func lines(_ name: String, _ labels: String) -> [String] {
        var total = 0
        var lines: [String] = []
        for (index, count) in counts.enumerated() {
            total += count
            let bound = index < bounds.count ? "\(bounds[index])" : "+Inf"
            lines.append("\(name)_bucket{\(labels),le=\"\(bound)\"} \(total)")
        }
        return lines + ["\(name)_sum{\(labels)} \(sum)", "\(name)_count{\(labels)} \(total)"]
    }
}
