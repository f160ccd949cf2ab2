import Domain
import MemoryDomain

/// Links as a form has them: one per line, `kind target`, or a target alone.
package enum LinkLines {
    /// The kind of a target alone.
    private static let usual = "about"
    private static let paths = ["/memory/", "/tasks/"]
    private static let addresses = ["https://", "http://", "mailto:"]

    package static func text(of links: [MemoryLink]) -> String {
        links.map { "\($0.kind) \($0.target.text)" }.joined(separator: "\n")
    }

    static func pairs(in text: String) -> [(kind: String, target: String)] {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }.map(pair)
    }

    /// Kinds and keys may have spaces. No key has a slash, so the last path is a target; an address has what it wants, so
    /// the first one is.
    private static func pair(_ line: String) -> (kind: String, target: String) {
        if (paths + addresses).contains(where: line.hasPrefix) { return (usual, line) }
        let ends =
            paths.compactMap { line.ranges(of: " " + $0).last?.lowerBound }
            + addresses.compactMap { line.firstRange(of: " " + $0)?.lowerBound }
        guard let end = ends.min() ?? line.firstIndex(of: " ") else { return (usual, line) }
        return (String(line[..<end]), String(line[end...]).trimmed)
    }
}
