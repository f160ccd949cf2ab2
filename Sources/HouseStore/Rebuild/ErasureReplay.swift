import Domain
import JSON
import SQLite
import Store

/// The versions that the erasing of a text gave; the bodies hold it no more when they are replayed.
struct ErasureReplay {
    let event: ReplayedEvent
    let tx: WriteTransaction

    func apply() throws {
        for item in event.content?["versions"]?.items.compactMap(\.object) ?? [] {
            let name = try item.text("of")
            guard let table = TextTable.all.first(where: { $0.name == name }) else { throw Failure.lacking("of") }
            try table.set(version: try item.number("version"), of: try item.number("id"), tx)
        }
    }
}
