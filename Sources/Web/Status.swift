/// An HTTP status code (RFC 9110, section 15; 429 and 507 are RFC 6585's and RFC 4918's).
package struct Status: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let switchingProtocols = Status(rawValue: 101)
    package static let ok = Status(rawValue: 200)
    package static let created = Status(rawValue: 201)
    package static let noContent = Status(rawValue: 204)
    package static let seeOther = Status(rawValue: 303)
    package static let notModified = Status(rawValue: 304)
    package static let badRequest = Status(rawValue: 400)
    package static let unauthorized = Status(rawValue: 401)
    package static let forbidden = Status(rawValue: 403)
    package static let notFound = Status(rawValue: 404)
    package static let methodNotAllowed = Status(rawValue: 405)
    package static let conflict = Status(rawValue: 409)
    package static let preconditionFailed = Status(rawValue: 412)
    package static let contentTooLarge = Status(rawValue: 413)
    package static let unsupportedMediaType = Status(rawValue: 415)
    package static let unprocessableContent = Status(rawValue: 422)
    package static let upgradeRequired = Status(rawValue: 426)
    package static let tooManyRequests = Status(rawValue: 429)
    package static let internalServerError = Status(rawValue: 500)
    package static let serviceUnavailable = Status(rawValue: 503)
    package static let gatewayTimeout = Status(rawValue: 504)
    package static let insufficientStorage = Status(rawValue: 507)
}
