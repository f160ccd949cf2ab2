import Domain
import JSON
import MemoryDomain

/// Spaces and entries as people read them in a terminal.
enum MemoryTable {
    static func json(_ value: some JSONWritable) -> String { String(decoding: value.json, as: UTF8.self) }

    /// - Shape: a line of names, then one line a space, in columns.
    static func lines(_ spaces: [SpaceSummary]) -> [String] {
        let rows = spaces.map { summary in
            [
                String(summary.id), summary.space.kind.rawValue, cell(summary.space.owner?.name ?? ""),
                String(summary.size.entries), cell(summary.space.name),
            ]
        }
        return columns(["ID", "KIND", "OWNER", "ENTRIES", "NAME"], rows)
    }

    /// - Shape: the same of entries, with the beginning of what each says.
    static func lines(_ entries: [MemoryEntry]) -> [String] {
        let rows = entries.map { entry in
            [
                cell(entry.key), entry.fields.kind.rawValue, entry.updatedAt.rfc3339,
                cell(TextRules.beginning(of: entry.fields.content.stored, 60)),
            ]
        }
        return columns(["KEY", "KIND", "CHANGED", "CONTENT"], rows)
    }

    /// - Shape: as of entries, each with its space and its score, and the beginning of what was found in it.
    static func lines(_ found: [FoundEntry]) -> [String] {
        let rows = found.map { found in
            [
                FixedPoint.text(found.score, digits: 2), "#\(found.entry.spaceId)", cell(found.entry.key),
                found.at.rfc3339,
                cell(
                    [found.entry.fields.speaker, TextRules.beginning(of: found.text, 60)].compactMap { $0 }.joined(
                        separator: ": ")),
            ]
        }
        return columns(["SCORE", "SPACE", "KEY", "SAID", "PASSAGE"], rows)
    }

    /// Notes of a search beside what it found.
    static func notes(_ ignoredWords: Int, _ isBounded: Bool) -> [String] {
        (ignoredWords > 0 ? ["The last \(ignoredWords) words of the question were not looked for."] : [])
            + (isBounded ? ["There was more than one search looks at; of each word the newest was."] : [])
    }

    private static func columns(_ head: [String], _ rows: [[String]]) -> [String] {
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        return ([head] + rows).map { row in
            // The last column has nothing to line up with.
            zip(row, widths).dropLast().map { $0 + String(repeating: " ", count: $1 - $0.count + 2) }.joined()
                + (row.last ?? "")
        }
    }

    /// One entry, a line each for what it has, then its content.
    static func lines(of entry: MemoryEntry) -> [String] {
        let fields = entry.fields
        let facts: [(String, String?)] = [
            ("Kind", fields.kind.rawValue), ("Tags", fields.tags.isEmpty ? nil : fields.tags.joined(separator: ", ")),
            ("Importance", fields.importance.map { String($0) }), ("Source", fields.source),
            ("Speaker", fields.speaker), ("At", fields.at?.rfc3339), ("Valid from", fields.validFrom?.rfc3339),
            ("Valid until", fields.validUntil?.rfc3339), ("Expires", fields.expiresAt?.rfc3339),
            ("Links", fields.links.isEmpty ? nil : links(fields.links)), ("Version", String(entry.version)),
            ("Created by", author(entry.createdBy)), ("Changed", entry.updatedAt.rfc3339),
        ]
        return [cell(entry.key)]
            + facts.compactMap { name, value in
                value.map { name + ":" + String(repeating: " ", count: 14 - name.count) + cell($0) }
            } + ["", fields.content.stored]
    }

    private static func author(_ author: EntryAuthor?) -> String? {
        author.map { $0.isImported ? "\($0.name) (imported)" : $0.name }
    }

    private static func links(_ links: [MemoryLink]) -> String {
        links.map { "\($0.kind) \($0.target.text)" }.joined(separator: ", ")
    }
}
