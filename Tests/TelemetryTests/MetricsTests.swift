import Foundation
import Testing

@testable import Telemetry

struct MetricsTests {
    @Test("a responder that has answered nothing has metrics that can be read")
    func empty() throws {
        let text = try PrometheusText(Metrics(area: "tasks").text)
        #expect(text.samples.isEmpty && text.types["http_requests_total"] == "counter")
    }

    @Test("answers are counted by route and status")
    func counted() throws {
        let metrics = Metrics(area: "tasks")
        for status in [200, 200, 404] { metrics.count(route: "GET /tasks/{id}", status: status, seconds: 0.001) }
        metrics.count(route: "POST /tasks", status: 201, seconds: 0.02)
        let found = try PrometheusText(metrics.text).all("http_requests_total")
        let counts = Dictionary(
            uniqueKeysWithValues: found.map { ("\($0.labels["route"]!) \($0.labels["status"]!)", $0.value) })
        #expect(counts == ["GET /tasks/{id} 200": 2, "GET /tasks/{id} 404": 1, "POST /tasks 201": 1])
        #expect(found.allSatisfy { $0.labels["area"] == "tasks" })
    }

    @Test("a histogram's buckets grow to its count, and its sum is the time that was spent")
    func histogram() throws {
        let metrics = Metrics(area: "tasks")
        let times = [0, 0.0005, 0.00051, 0.001, 0.03, 0.03, 2.5, 2.6, 100]
        for seconds in times { metrics.count(route: "GET /", status: 200, seconds: seconds) }
        let text = try PrometheusText(metrics.text)
        let name = "http_request_duration_seconds"
        let buckets = text.all(name + "_bucket")
        #expect(buckets.map(\.value) == buckets.map(\.value).sorted())
        for bucket in buckets {
            let bound = bucket.labels["le"] == "+Inf" ? Double.infinity : Double(bucket.labels["le"]!)!
            #expect(bucket.value == Double(times.count { $0 <= bound }))
        }
        #expect(buckets.last?.labels["le"] == "+Inf" && buckets.last?.value == 9)
        #expect(text.all(name + "_count").map(\.value) == [9])
        let sum = try #require(text.all(name + "_sum").first?.value)
        #expect(abs(sum - times.reduce(0, +)) < 1e-9)
    }

    @Test("a histogram that somebody else keeps is read when it is asked for")
    func kept() throws {
        let metrics = Metrics(area: "tasks")
        metrics.histogram("lock_seconds", help: "Time on the lock.") {
            HistogramCounts(bounds: [0.1, 0.5], counts: [3, 0, 2], sum: 4.5)
        }
        let text = try PrometheusText(metrics.text)
        #expect(text.types["lock_seconds"] == "histogram" && text.all("lock_seconds_sum").map(\.value) == [4.5])
        #expect(text.all("lock_seconds_bucket").map(\.value) == [3, 3, 5])
        #expect(text.all("lock_seconds_bucket").map { $0.labels["le"] } == ["0.1", "0.5", "+Inf"])
        #expect(text.all("lock_seconds_count").map(\.value) == [5])
    }

    @Test("a gauge is read when it is asked for, whatever its value")
    func gauges() throws {
        let metrics = Metrics(area: "auth")
        for (name, value) in [("low", -1.5), ("tiny", 1e-12), ("large", 1e300), ("endless", .infinity), ("none", .nan)]
        {
            metrics.gauge("elwosa_\(name)", help: "What is \(name).") { value }
        }
        let text = try PrometheusText(metrics.text)
        #expect(text.all("elwosa_low").map(\.value) == [-1.5] && text.all("elwosa_tiny").map(\.value) == [1e-12])
        #expect(
            text.all("elwosa_large").map(\.value) == [1e300] && text.all("elwosa_endless").first?.value == .infinity)
        #expect(text.all("elwosa_none").first?.value.isNaN == true)
        #expect(text.types["elwosa_low"] == "gauge" && text.helps.contains("elwosa_low"))
    }

    @Test("counting on many threads at once loses nothing")
    func threads() throws {
        let metrics = Metrics(area: "tasks")
        DispatchQueue.concurrentPerform(iterations: 8_000) { number in
            metrics.count(route: "route \(number % 5)", status: 200 + number % 2, seconds: 0.25)
        }
        let text = try PrometheusText(metrics.text)
        #expect(text.all("http_requests_total").map(\.value) == Array(repeating: 800, count: 10))
        #expect(text.all("http_request_duration_seconds_count").map(\.value) == Array(repeating: 1_600, count: 5))
        #expect(text.all("http_request_duration_seconds_sum").map(\.value) == Array(repeating: 400, count: 5))
    }

    @Test("a label's quotes, backslashes and line ends are escaped")
    func labels() throws {
        let metrics = Metrics(area: "tasks")
        metrics.count(route: "GET \"\\\n", status: 200, seconds: 0)
        let found = try PrometheusText(metrics.text).all("http_requests_total")
        #expect(found.first?.labels["route"] == #"GET \"\\\n"#)
    }
}
