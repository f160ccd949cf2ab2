import Domain
import JSON
import MemoryDomain

/// The outcome of an import as JSON; `docs/api/memory.md` describes the members.
package struct SpaceImportJSON: JSONWritable {
    private let outcome: SpaceImport
    private let life: Life

    package init(outcome: SpaceImport, life: Life) {
        (self.outcome, self.life) = (outcome, life)
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("taken", outcome.taken)
            out.member("unchanged", outcome.unchanged)
            out.member("change", outcome.change.map { EventMark($0, in: life).description })
        }
    }
}
