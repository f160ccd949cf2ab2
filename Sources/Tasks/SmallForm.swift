import Input
import TaskFormats
import Web

/// A form that changes one or two fields of a task and was drawn from one of its versions.
struct SmallForm {
    let version: Int64
    /// The fields of which it sends a new value, without those that it changes relatively.
    let names: Set<String>

    /// nil for JSON, for a form of every field, and for one that does not say its version.
    init?(_ fields: Fields) {
        let sent = Set(fields.pairs.map(\.name))
        guard !sent.contains("title"), let version = fields.typed("version").flatMap({ Int64($0) }) else { return nil }
        self.version = version
        names = sent.intersection(TaskFields.names).filter { !sent.contains($0 + ListEdit.suffix) }
    }
}
