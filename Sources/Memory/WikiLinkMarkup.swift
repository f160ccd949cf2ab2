import HTML
import MemoryDomain

/// Makes links of the `[[key]]` in a text that is HTML already, where they stand as text: not in code, nor in links.
///
/// The Markdown parser reads brackets as the beginnings of links of its own and takes the text apart at them, so they
/// are looked for in what it wrote.
struct WikiLinkMarkup {
    private let space: Int64
    private let keys: Set<String>

    /// - Shape: `keys` are those that the text names; whatever else stands in brackets stays text.
    init(space: Int64, keys: [String]) {
        (self.space, self.keys) = (space, Set(keys))
    }

    func linked(_ html: HTML) -> HTML {
        guard !keys.isEmpty else { return html }
        var (out, done, place, depth) = (HTML.empty, 0, 0, 0)
        let bytes = html.bytes
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "<") {
                let end = bytes[place...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
                depth += Self.step(bytes[place...end])
                place = end + 1
            } else if depth == 0, let (end, link) = link(in: bytes, at: place) {
                out.append(Self.asItWas(bytes[done..<place]) + link)
                (done, place) = (end, end)
            } else {
                place += 1
            }
        }
        return out + Self.asItWas(bytes[done...])
    }

    /// One more inside of what has no links, or one less.
    private static func step(_ tag: ArraySlice<UInt8>) -> Int {
        let name = tag.dropFirst().prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: " ") }
        return switch String(decoding: name, as: UTF8.self) {
        case "a", "code", "pre", "button": 1
        case "/a", "/code", "/pre", "/button": -1
        default: 0
        }
    }

    private func link(in bytes: [UInt8], at start: Int) -> (end: Int, link: HTML)? {
        guard bytes[start] == UInt8(ascii: "["), bytes[start...].starts(with: "[[".utf8) else { return nil }
        // Up to the next bracket of either kind, so that many that are open are looked at once.
        let inner = bytes[(start + 2)...].prefix { !"[]<".utf8.contains($0) }
        guard bytes[inner.endIndex...].starts(with: "]]".utf8) else { return nil }
        let parts = inner.split(separator: UInt8(ascii: "|"), maxSplits: 1)
        guard let first = parts.first, let key = try? EntryRules.key(Self.text(first)), keys.contains(key)
        else { return nil }
        let shown = parts.count > 1 ? parts[1] : first
        return (inner.endIndex + 2, "<a href=\"\(Link.entry(key, of: space))\">\(Self.asItWas(shown))</a>")
    }

    /// Cut from what was escaped, at places where text stands.
    private static func asItWas(_ bytes: ArraySlice<UInt8>) -> HTML {
        HTML(trustedMarkup: String(decoding: bytes, as: UTF8.self))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        return signs.reduce(String(decoding: bytes, as: UTF8.self)) { text, sign in
            text.split(separator: sign.0, omittingEmptySubsequences: false).joined(separator: sign.1)
        }
    }
}
