import Domain
import JSON
import MemoryDomain

/// A space as a file: one JSON object a line, first what the file is, then each version of each entry.
///
/// - Shape: equal spaces give equal bytes, whatever numbers they have.
/// - Source: docs/api/memory.md, *Files*.
package enum SpaceFile {
    package static let name = "elwosa-memory"
    package static let version: Int64 = 1
    package static let contentType = "application/jsonl"

    /// Writes everything that the caller may see of a space, piece by piece.
    ///
    /// - Errors: what the repository throws, and `write`.
    package static func write(
        _ space: MemorySpace, from memory: any SpaceFileRepository, at now: Instant, for caller: Caller,
        _ write: ([UInt8]) throws -> Void
    ) throws {
        try write(line { out in head(of: space, &out) })
        try memory.exportVersions(of: space.id, at: now, for: caller) { versions in
            try write(versions.flatMap { version in line { out in members(of: version, in: space.id, &out) } })
        }
    }

    private static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var out = JSONWriter()
        out.object(members)
        return out.bytes + [UInt8(ascii: "\n")]
    }

    private static func head(of space: MemorySpace, _ out: inout JSONWriter) {
        out.member("format", name)
        out.member("version", version)
        out.member("name", space.name)
        out.member("kind", space.kind.rawValue)
        out.member("retentionDays", space.retentionDays)
        out.member("notesReaders", space.notesReaders)
    }

    private static func members(of version: FiledVersion, in space: Int64, _ out: inout JSONWriter) {
        out.member("key", version.key)
        out.member("version", version.number)
        out.member("deed", version.name.rawValue)
        out.member("writtenAt", version.at.rfc3339)
        out.member("writtenBy", version.by)
        switch version.deed {
        case .put(let fields):
            out.member("content", fields.content)
            said(fields, in: space, &out)
        case .changed(_, let fields, let text):
            write(text, fields.content, &out)
            said(fields, in: space, &out)
        case .deleted: break
        case .restored(let number, let end):
            out.member("restored", number)
            if let end { out.member("expiresAt", end.rfc3339) }
        }
    }

    private static func write(_ text: FiledText, _ content: MemoryContent, _ out: inout JSONWriter) {
        switch text {
        case .whole: out.member("content", content)
        case .of(let base): out.member("base", base)
        case .grown(let base, let more):
            out.member("base", base)
            out.member("append", more)
        }
    }

    /// All but the content, as far as it is set.
    private static func said(_ fields: EntryFields, in space: Int64, _ out: inout JSONWriter) {
        fields.writeFacts(isBrief: true, to: &out)
        guard !fields.links.isEmpty else { return }
        out.member("links", each: fields.links) { out, link in
            out.member("kind", link.kind)
            out.member("target", link.target.text(in: space))
        }
    }
}
