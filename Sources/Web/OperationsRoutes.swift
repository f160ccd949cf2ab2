import Domain
import JSON
import Telemetry

/// One thing a responder needs to work, and whether it has it.
package struct HealthCheck: Sendable, JSONWritable {
    package let name: String
    package let isPassed: Bool
    /// The detail that an operator should know, without a path or a secret.
    package let detail: String

    package init(_ name: String, isPassed: Bool, detail: String) {
        self.name = name
        self.isPassed = isPassed
        self.detail = detail
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("name", name)
            out.member("status", isPassed ? "pass" : "fail")
            out.member("detail", detail)
        }
    }
}

/// The addresses that every responder has beside its area's: `/health/{area}` and `/metrics/{area}`.
package struct OperationsRoutes: Sendable {
    private let area: String
    private let metrics: Metrics
    private let checks: @Sendable () -> [HealthCheck]

    package init(area: String, metrics: Metrics, checks: @escaping @Sendable () -> [HealthCheck]) {
        self.area = area
        self.metrics = metrics
        self.checks = checks
    }

    package var routes: [Route] {
        [
            Route(.get, "/health/\(area)", needs: .nobody, handle: health),
            Route(.get, "/metrics/\(area)", needs: .thisMachine, handle: showMetrics),
        ]
    }

    /// - Shape: 200 when every check passes, else 503; `status` is `pass` or `fail`.
    private func health(_ exchange: Exchange) throws(Failure) -> Response {
        let checks = checks()
        let isPassed = checks.allSatisfy(\.isPassed)
        var out = JSONWriter()
        out.object { out in
            out.member("status", isPassed ? "pass" : "fail")
            out.member("area", area)
            out.member("checks", checks)
        }
        return Response(
            isPassed ? .ok : .serviceUnavailable,
            headers: [("Content-Type", "application/health+json"), ("Cache-Control", "no-store")],
            body: .bytes(out.bytes))
    }

    private func showMetrics(_ exchange: Exchange) throws(Failure) -> Response {
        Response(
            .ok, headers: [("Content-Type", "text/plain; version=0.0.4"), ("Cache-Control", "no-store")],
            body: .bytes(Array(metrics.text.utf8)))
    }
}
