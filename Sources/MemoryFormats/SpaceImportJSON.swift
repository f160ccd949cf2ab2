import Domain
import JSON
import MemoryDomain

/// The outcome of an import as JSON; `docs/api/memory.md` describes the members.
package struct SpaceImportJSON: JSONWritable {
    private let taken: Int
    private let unchanged: Int
    private let leftOut: [LeftOut]
    private let changes: [Int64]
    private let life: Life

    package init(outcome: SpaceImport, life: Life) {
        (taken, unchanged, leftOut) = (outcome.taken, outcome.unchanged, [])
        (changes, self.life) = (outcome.change.map { [$0] } ?? [], life)
    }

    package init(run: ForeignImport, leftOut: [LeftOut], life: Life) {
        (taken, unchanged, self.leftOut) = (run.taken, 0, leftOut)
        (changes, self.life) = (run.changes, life)
    }

    package func write(to out: inout JSONWriter) {
        let marks = changes.map { EventMark($0, in: life).description }
        out.object { out in
            out.member("taken", taken)
            out.member("unchanged", unchanged)
            out.member("leftOut", leftOut.map(LeftOutJSON.init))
            out.member("change", marks.count == 1 ? marks[0] : nil)
            out.member("changes", marks)
        }
    }
}

private struct LeftOutJSON: JSONWritable {
    let leftOut: LeftOut

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("reason", leftOut.reason.rawValue)
            out.member("count", leftOut.count)
            out.member("places", leftOut.places)
        }
    }
}
