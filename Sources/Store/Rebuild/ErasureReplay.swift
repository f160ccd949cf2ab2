import Domain
import JSON
import SQLite

/// What the erasing of a text did beside the bodies, which hold it no more when they are replayed.
struct ErasureReplay {
    let event: ReplayedEvent
    let tx: WriteTransaction

    func apply() throws {
        for row in event.content?["versions"]?.items.compactMap(\.object) ?? [] {
            guard let kind = VersionedRow(rawValue: try row.text("of")) else { throw Failure.lacking("of") }
            try tx.run(kind.setVersion, try row.number("version"), try row.number("id"))
        }
    }
}
