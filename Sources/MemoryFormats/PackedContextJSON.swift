import Domain
import JSON
import MemoryDomain

/// What a model is told as JSON; `docs/api/memory.md` describes the members.
package struct PackedContextJSON: JSONWritable {
    private let context: PackedContext

    package init(context: PackedContext) {
        self.context = context
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in members(&out) }
    }

    func members(_ out: inout JSONWriter) {
        out.member("text", context.text)
        out.member("tokens", context.tokens)
        out.member("budget", context.budget)
        out.member("empty", context.emptiness?.rawValue)
        out.member("items", context.items.map(CandidateJSON.init))
        out.member("leftOut", context.leftOut.map(OmissionJSON.init))
        out.member("more", context.more)
        out.member("ignoredWords", context.ignoredWords)
        out.member("bounded", context.isBounded)
    }

    private struct CandidateJSON: JSONWritable {
        let candidate: PackedContext.Candidate

        func write(to out: inout JSONWriter) {
            let entry = candidate.entry
            out.object { out in
                OmissionJSON.place(candidate, &out)
                out.member("version", entry.writtenIn)
                out.member("kind", entry.fields.kind.rawValue)
                out.member("at", candidate.at.rfc3339)
                out.member("speaker", entry.fields.speaker)
                out.member("source", entry.fields.source)
                out.member("passage", candidate.text)
            }
        }
    }

    private struct OmissionJSON: JSONWritable {
        let omission: PackedContext.Omission

        init(_ omission: PackedContext.Omission) {
            self.omission = omission
        }

        func write(to out: inout JSONWriter) {
            out.object { out in
                out.member("cause", omission.cause.rawValue)
                out.member("double", omission.double?.text)
                Self.place(omission.candidate, &out)
            }
        }

        static func place(_ candidate: PackedContext.Candidate, _ out: inout JSONWriter) {
            out.member("space", candidate.entry.spaceId)
            out.member("key", candidate.entry.key)
            out.member("reason", candidate.reason.rawValue)
            out.member("score", candidate.score.map(ScoreJSON.init))
            out.member("tokens", candidate.tokens)
        }
    }
}
