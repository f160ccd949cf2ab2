import Domain
import JSON
import MemoryDomain

/// The entries that a search found as JSON.
package struct FoundEntriesJSON: JSONWritable {
    private let found: FoundEntries

    package init(found: FoundEntries) {
        self.found = found
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in members(&out) }
    }

    func members(_ out: inout JSONWriter) {
        out.member("entries", found.entries.map(FoundEntryJSON.init))
        out.member("words", found.words)
        out.member("ignoredWords", found.ignoredWords)
        out.member("bounded", found.isBounded)
        out.member("next", found.next)
    }
}

/// One entry that was found: the entry with `found` beside its fields.
package struct FoundEntryJSON: JSONWritable {
    private let found: FoundEntry

    package init(found: FoundEntry) {
        self.found = found
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            EntryJSON.members(of: found.entry, &out)
            out.member(
                "found",
                object: { out in
                    out.member("score", ScoreJSON(found.score))
                    out.member("passage", found.text)
                    out.member("start", found.bytes.lowerBound)
                    out.member("words", found.reasons.words)
                    out.member("beside", found.reasons.beside)
                    out.member("related", found.reasons.related)
                    out.member("speaker", found.reasons.isSpeaker)
                    out.member("time", found.reasons.isOfTime)
                })
        }
    }
}
