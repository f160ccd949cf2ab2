import HTML

/// Finds bare addresses and paths, `@name` and `#123` in a text and writes them as links.
///
/// - Source: GitHub Flavored Markdown, section 6.9, for addresses. The library's own extension for them reads before
///   its buffer (CVE-2023-22485), so it is not used.
struct TextLinks {
    private let scalars: [Unicode.Scalar]
    private let references: Markdown.References
    private(set) var html = HTML.empty

    init(_ text: String, references: Markdown.References) {
        scalars = EscapeMark.hidingSigns(text)
        self.references = references
        write()
    }

    private mutating func write() {
        var (done, index) = (0, 0)
        while index < scalars.count {
            // Within a word nothing begins.
            guard index == 0 || !Self.isWord(EscapeMark.sign(scalars[index - 1]) ?? scalars[index - 1]) else {
                index += 1
                continue
            }
            let (end, link) = link(at: index)
            if let link {
                html.append(HTML(text: text(done..<index)))
                html.append("<a href=\"\(link)\"\(attribute: "rel", link.foreignRelation)>\(text(index..<end))</a>")
                done = end
            }
            index = max(end, index + 1)
        }
        html.append(HTML(text: text(done..<scalars.count)))
    }

    /// - Shape: where what begins here ends, and what it leads to; what leads nowhere is skipped as a whole, so that
    ///   the search is over after each sign was looked at a few times.
    private func link(at start: Int) -> (end: Int, link: Link?) {
        switch scalars[start] {
        case "@": return mention(at: start)
        case "#": return task(at: start)
        case "/": return path(at: start)
        case "h", "H", "w", "W":
            let web = web(at: start)
            return web.end > start ? web : mail(at: start)
        case let scalar where Self.isLocal(scalar): return mail(at: start)
        default: return (start + 1, nil)
        }
    }

    private func mention(at start: Int) -> (Int, Link?) {
        if let found = references.mention(scalars[(start + 1)...]), found.length > 0 {
            return (start + 1 + found.length, found.link)
        }
        return (skip(from: start + 1) { $0 == "_" || $0 == "." || $0 == "-" || Self.isLetterOrDigit($0) }, nil)
    }

    private func path(at start: Int) -> (Int, Link?) {
        guard let found = references.path(scalars[start...]), found.length > 0 else { return (start + 1, nil) }
        return (start + found.length, found.link)
    }

    private func task(at start: Int) -> (Int, Link?) {
        let end = skip(from: start + 1) { ("0"..."9").contains($0) }
        guard let number = Int64(text(start + 1..<end)), number > 0, scalars[start + 1] != "0",
            end == scalars.count || !Self.isWord(scalars[end]) || scalars[end] == "." || scalars[end] == "-"
        else { return (end, nil) }
        return (end, references.task(number))
    }

    /// `http://`, `https://` or `www.` up to a space or `<`, without the punctuation of the sentence around it.
    ///
    /// - Shape: the end is the start where no address begins.
    private func web(at start: Int) -> (end: Int, link: Link?) {
        let prefixes = ["https://", "http://", "www."]
        guard let prefix = prefixes.first(where: { begins(with: $0, at: start) }) else { return (start, nil) }
        let host = start + prefix.unicodeScalars.count
        let end = trimmed(start..<skip(from: host) { !$0.properties.isWhitespace && $0 != "<" })
        guard end > host, Self.isLetterOrDigit(scalars[host]) || scalars[host] == "[" else { return (end, nil) }
        let address = text(start..<end)
        return (end, Link(untrusted: prefix == "www." ? "http://" + address : address))
    }

    private func trimmed(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        var unmatched = scalars[range].count { $0 == ")" } - scalars[range].count { $0 == "(" }
        while end > range.lowerBound {
            if "?!.,:;*_~'\"".unicodeScalars.contains(scalars[end - 1]) {
                end -= 1
            } else if scalars[end - 1] == ")", unmatched > 0 {
                (end, unmatched) = (end - 1, unmatched - 1)
            } else {
                break
            }
        }
        return end
    }

    private func mail(at start: Int) -> (Int, Link?) {
        let sign = skip(from: start, while: Self.isLocal)
        guard isFollowed(sign, by: "@") else { return (sign, nil) }
        var end = skip(from: sign + 1) { $0 == "." || $0 == "-" || $0.isASCII && Self.isLetterOrDigit($0) }
        while end > sign, scalars[end - 1] == "." { end -= 1 }
        let domain = scalars[min(sign + 1, end)..<end]
        guard domain.contains("."), domain.last != "-", domain.first != "." else { return (max(end, sign), nil) }
        return (end, Link(untrusted: "mailto:" + text(start..<end)))
    }

    private func skip(from start: Int, while condition: (Unicode.Scalar) -> Bool) -> Int {
        scalars[min(start, scalars.count)...].firstIndex { !condition($0) } ?? scalars.count
    }

    private func begins(with prefix: String, at start: Int) -> Bool {
        let prefix = prefix.unicodeScalars
        guard scalars.count - start >= prefix.count else { return false }
        return zip(scalars[start...], prefix).allSatisfy { $0.properties.lowercaseMapping == String($1) }
    }

    private func isFollowed(_ end: Int, by scalar: Unicode.Scalar) -> Bool {
        end < scalars.count && scalars[end] == scalar
    }

    private func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range].lazy.map { EscapeMark.sign($0) ?? $0 })
        return String(text)
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? (0x61...0x7a).contains(scalar.value | 0x20) || ("0"..."9").contains(scalar)
            : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// After which neither an address nor a reference begins.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        isLetterOrDigit(scalar) || "_/@#.-+&=".unicodeScalars.contains(scalar)
    }

    /// The characters before the `@` of a mail address.
    private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (isLetterOrDigit(scalar) || "._+-".unicodeScalars.contains(scalar))
    }
}
