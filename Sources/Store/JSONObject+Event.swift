import Domain
import JSON

/// The members of events' bodies.
extension JSONObject {
    /// - Errors: `.internalFault` where a body lacks what every event of its kind says.
    package func text(_ name: String) throws(Failure) -> String {
        guard let text = self[name]?.string else { throw .lacking(name) }
        return text
    }

    package func number(_ name: String) throws(Failure) -> Int64 {
        guard let number = self[name]?.integer else { throw .lacking(name) }
        return number
    }

    /// nil in an event from before the row had a version; then it had none but 1.
    package var version: Int64? { self["version"]?.integer }

    package func instant(_ name: String) -> Instant? { self[name]?.string.flatMap { Instant(rfc3339: $0) } }
}

extension Failure {
    package static func lacking(_ name: String) -> Failure {
        Failure(.internalFault, "It does not say \(name).")
    }
}
