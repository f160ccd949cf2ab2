import Domain

/// Texts that another system keeps as HTML, as Markdown.
///
/// - Shape: a text without a tag stays as it is. What has no Markdown is left as its text.
enum ImportMarkup {
    static func text(_ html: String) -> String {
        guard html.contains("<"), html.contains(">") else { return html }
        var reader = Reader(rest: html[...])
        reader.read()
        return reader.out.split(separator: "\n\n\n", omittingEmptySubsequences: true).joined(separator: "\n\n").trimmed
    }

    private struct Reader {
        var rest: Substring
        var out = ""
        var links: [String] = []
        var item = "- "

        init(rest: Substring) { self.rest = rest }

        mutating func read() {
            while let sign = rest.first {
                if sign == "<", let end = rest.firstIndex(of: ">") {
                    tag(rest[rest.index(after: rest.startIndex)..<end])
                    rest = rest[rest.index(after: end)...]
                } else {
                    let end = rest.dropFirst().firstIndex(of: "<") ?? rest.endIndex
                    out += ImportMarkup.unescaped(rest[..<end])
                    rest = rest[end...]
                }
            }
        }

        private mutating func tag(_ tag: Substring) {
            let isEnd = tag.first == "/"
            let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
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
                    links.append(ImportMarkup.attribute("href", of: tag))
                }
            default: break
            }
        }

        /// Not within an item of a list, whose text is a paragraph as well.
        private mutating func breakParagraph() {
            let line = out.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
            if ["", "- ", "- [x] ", "- [ ] "].contains(line) && !out.isEmpty { return }
            trimEnd()
            if !out.isEmpty { out += "\n\n" }
        }

        private mutating func trimEnd() { while out.last == " " || out.last == "\n" { out.removeLast() } }
    }

    private static func attribute(_ name: String, of tag: Substring) -> String {
        guard let start = tag.firstRange(of: "\(name)=\"") else { return "" }
        return unescaped(tag[start.upperBound...].prefix { $0 != "\"" })
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
        return signs.reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
}
