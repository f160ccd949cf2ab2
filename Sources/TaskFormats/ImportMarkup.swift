import Domain

/// Texts that another system keeps as HTML, as Markdown.
///
/// - Shape: a text without a tag stays as it is. What has no Markdown is left as its text.
enum ImportMarkup {
    static func text(_ html: String) -> String {
        guard html.utf8.contains(UInt8(ascii: "<")), html.utf8.contains(UInt8(ascii: ">")) else { return html }
        var reader = Reader(rest: html.unicodeScalars[...])
        reader.read()
        return reader.out.split(separator: "\n\n\n", omittingEmptySubsequences: true).joined(separator: "\n\n").trimmed
    }

    /// By scalars: with a mark behind it the end of a tag is another character.
    private struct Reader {
        var rest: Substring.UnicodeScalarView
        var out = ""
        /// There may be another tag.
        var isOpen = true
        var links: [String] = []
        var item = "- "

        init(rest: Substring.UnicodeScalarView) { self.rest = rest }

        mutating func read() {
            while let sign = rest.first {
                // Its name first: to look for the end of what is no tag would read the text anew for each.
                if sign == "<", isOpen, let name = ImportMarkup.name(of: Substring(rest.dropFirst().prefix(16))) {
                    if let end = rest.firstIndex(of: ">") {
                        tag(rest[rest.index(after: rest.startIndex)..<end], name)
                        rest = rest[rest.index(after: end)...]
                        continue
                    }
                    isOpen = false
                }
                let end = rest.dropFirst().firstIndex(of: "<") ?? rest.endIndex
                out += ImportMarkup.unescaped(rest[..<end])
                rest = rest[end...]
            }
        }

        private mutating func tag(_ scalars: Substring.UnicodeScalarView, _ name: String) {
            let tag = Substring(scalars)
            let isEnd = tag.first == "/"
            switch name {
            case "br": out += "\n"
            case "p", "div", "ul", "ol", "blockquote", "table", "tr": breakParagraph()
            case "h1", "h2", "h3", "h4", "h5", "h6":
                breakParagraph()
                if !isEnd { out += String(repeating: "#", count: Int(name.suffix(1)) ?? 1) + " " }
            case "li":
                guard !isEnd else { return }
                let box = tag.contains(#"data-checked="true""#) ? "[x] " : tag.contains("data-checked") ? "[ ] " : ""
                trimEnd()
                out += (out.isEmpty ? "" : "\n") + item + box
            case "strong", "b": out += "**"
            case "em", "i": out += "*"
            case "s", "del": out += "~~"
            case "code": out += "`"
            case "a":
                if isEnd {
                    let link = links.popLast() ?? ""
                    if !link.isEmpty { out += " <\(link)>" }
                } else {
                    links.append(ImportMarkup.attribute("href", of: scalars))
                }
            default: break
            }
        }

        /// Not within an item of a list, whose text is a paragraph as well.
        private mutating func breakParagraph() {
            let line = out.suffix(7).split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
            if ["", "- ", "- [x] ", "- [ ] "].contains(line) && !out.isEmpty { return }
            trimEnd()
            if !out.isEmpty { out += "\n\n" }
        }

        private mutating func trimEnd() { while out.last == " " || out.last == "\n" { out.removeLast() } }
    }

    /// - Shape: nil for what is no tag of HTML, as in `1 < 2 > 0` and `<emma@example.org>`.
    private static func name(of tag: Substring) -> String? {
        let rest = tag.first == "/" ? tag.dropFirst() : tag
        let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let next = rest[name.endIndex...].first
        guard let next, [">", "/", " ", "\n"].contains(next), names.contains(name.lowercased()) else {
            return nil
        }
        return name.lowercased()
    }

    private static let names: Set<String> = [
        "a", "b", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
        "input", "label", "li", "mark", "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table", "tbody", "td",
        "th", "thead", "tr", "u", "ul",
    ]

    private static func attribute(_ name: String, of tag: Substring.UnicodeScalarView) -> String {
        guard let start = tag.firstRange(of: "\(name)=\"".unicodeScalars) else { return "" }
        return unescaped(tag[start.upperBound...].prefix { $0 != "\"" })
    }

    private static func unescaped(_ text: Substring.UnicodeScalarView) -> String {
        let text = String(Substring(text))
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
        return String(
            signs.reduce(text.unicodeScalars) { $0.replacing($1.0.unicodeScalars, with: $1.1.unicodeScalars) })
    }
}
