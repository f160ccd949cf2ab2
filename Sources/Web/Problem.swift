import Domain
import HTML
import JSON
import Texts

/// A failure as an answer: RFC 9457 problem details, or a page with the same content.
package struct Problem: JSONWritable {
    let failure: Failure
    let requestId: String?

    /// The only table from a failure's kind to its HTTP status.
    package static func status(of kind: Failure.Kind) -> Status {
        switch kind {
        case .malformed: .badRequest
        case .unauthenticated, .unproven: .unauthorized
        case .forbidden, .factorMissing: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .stale: .preconditionFailed
        case .tooLarge: .contentTooLarge
        case .upgradeRequired: .upgradeRequired
        case .unsupportedType: .unsupportedMediaType
        case .invalid, .repeated: .unprocessableContent
        case .tooMany: .tooManyRequests
        case .internalFault: .internalServerError
        case .unavailable: .serviceUnavailable
        case .storageFull: .insufficientStorage
        case .outcomeUnknown: .gatewayTimeout
        }
    }

    /// The one kind that a program must tell from others of its status, whose gateway gave up waiting.
    static let outcomeUnknown = "urn:elwosa:problem:outcome-unknown"

    var status: Status { Self.status(of: failure.kind) }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("type", failure.kind == .outcomeUnknown ? Self.outcomeUnknown : "about:blank")
            out.member("title", Texts(.english)[failure.kind])
            out.member("status", status.rawValue)
            out.member("detail", failure.message)
            if let field = failure.field { out.member("field", field) }
            if let version = failure.version { out.member("version", version) }
            if let requestId { out.member("requestId", requestId) }
        }
    }

    /// Headers that belong to the status: RFC 9110, sections 10.2.3, 11.6.1 and 15; RFC 6750, section 3; RFC 9470, section 3.
    var headers: [(name: String, value: String)] {
        switch failure.kind {
        case .unavailable, .tooMany: [("Retry-After", String(failure.retryAfter ?? 2))]
        case .unauthenticated: [("WWW-Authenticate", "Bearer realm=\"elwosa\"")]
        case .unproven:
            [("WWW-Authenticate", "Bearer realm=\"elwosa\", error=\"insufficient_user_authentication\", max_age=600")]
        // RFC 9110, section 15.5.22, and RFC 6455, section 4.2.2.
        case .upgradeRequired: [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")]
        default: []
        }
    }

    func response(page: HTML?) -> Response {
        if let page { return Response(status, page: page, headers: [("Cache-Control", "no-store")] + headers) }
        return Response(
            status, headers: [("Content-Type", "application/problem+json"), ("Cache-Control", "no-store")] + headers,
            body: .bytes(json))
    }
}
