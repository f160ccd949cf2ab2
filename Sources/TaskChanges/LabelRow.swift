import Domain
import JSON
import TaskDomain

/// A label as it is stored and as the log has it.
package struct LabelRow: Sendable {
    /// With the number 0 one that has none yet.
    package let label: TaskLabel
    package let createdAt: Instant
    package let version: Int64
    /// The account that made it; nil where that is not known.
    package let createdBy: Int64?

    package init(label: TaskLabel, createdAt: Instant, version: Int64 = 1, createdBy: Int64?) {
        (self.label, self.createdAt, self.version, self.createdBy) = (label, createdAt, version, createdBy)
    }

    /// nil for an event that does not say all of it.
    init?(_ event: LoggedChange) {
        guard let id = event.subject, let name = event.content["name"]?.string,
            let colour = event.content["colour"]?.string.flatMap({ LabelColour(rawValue: $0) }),
            let created = event.content["createdAt"]?.string.flatMap({ Instant(rfc3339: $0) })
        else { return nil }
        self.init(
            label: TaskLabel(id: id, name: name, colour: colour), createdAt: created,
            version: event.content["version"]?.integer ?? 1, createdBy: event.content["createdBy"]?.integer)
    }

    func write(to out: inout JSONWriter) {
        out.member("name", label.name)
        out.member("colour", label.colour.rawValue)
        out.member("createdAt", createdAt.rfc3339)
        out.member("createdBy", createdBy)
        out.member("version", version)
    }
}
