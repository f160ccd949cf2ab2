import Domain

/// Texts of other systems as they can stand here.
enum ImportText {
    /// One line, its tabs and line ends spaces.
    ///
    /// - Shape: not clean where signs were taken out.
    static func line(_ text: String) -> (text: String, isClean: Bool) {
        guard text.unicodeScalars.contains(where: isSign) else { return (text.trimmed, true) }
        let spaced = String(
            String.UnicodeScalarView(text.unicodeScalars.map { isLineEnd($0) || $0 == "\t" ? " " : $0 }))
        let bare = withoutSigns(spaced)
        return (bare.trimmed, bare == spaced)
    }

    /// Several lines that end with `\n`.
    static func block(_ text: String) -> (text: String, isClean: Bool) {
        let lines = text.replacing("\r\n", with: "\n")
        guard lines.unicodeScalars.contains(where: { isSign($0) && $0 != "\n" && $0 != "\t" }) else {
            return (lines, true)
        }
        let bare = withoutSigns(lines)
        return (bare, bare == lines)
    }

    /// Without control characters but tab and line feed, and without what a terminal obeys as a whole: `ESC [ 31 m`.
    ///
    /// - Source: ECMA-48, sections 5.4 (control sequences) and 5.6 (control strings).
    private static func withoutSigns(_ text: String) -> String {
        var (kept, rest) = (String.UnicodeScalarView(), text.unicodeScalars[...])
        while let scalar = rest.popFirst() {
            if scalar == "\u{1b}" {
                skipSequence(&rest)
            } else if scalar == "\n" || scalar == "\t" || !isControl(scalar) {
                kept.append(scalar)
            }
        }
        return String(kept)
    }

    private static func skipSequence(_ rest: inout Substring.UnicodeScalarView) {
        switch rest.first {
        case "[":
            rest.removeFirst()
            while let scalar = rest.first, (0x20...0x3f).contains(scalar.value) { rest.removeFirst() }
            if let last = rest.first, (0x40...0x7e).contains(last.value) { rest.removeFirst() }
        case "]":
            // A string without an end is no string.
            guard let end = rest.firstIndex(where: { $0 == "\u{7}" || $0 == "\u{1b}" }) else { return }
            let isLong = rest[end] == "\u{1b}"
            rest = rest[rest.index(after: end)...]
            if isLong, rest.first == "\\" { rest.removeFirst() }
        default: return
        }
    }

    private static func isSign(_ scalar: Unicode.Scalar) -> Bool { isControl(scalar) || isLineEnd(scalar) }
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }
    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        ["\n", "\r", "\u{2028}", "\u{2029}"].contains(scalar)
    }

    /// As many characters, and bytes, as a line may have, the last a sign that there are more.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        let (isLong, sign, bytes) = (text.count > limit, "…", limit * TextRules.bytesPerCharacter)
        guard isLong || text.utf8.count > bytes else { return text }
        let short = isLong ? String(text.prefix(limit - 1)) : text
        return beginning(of: short, bytes: bytes - sign.utf8.count).trimmed + sign
    }

    /// So many bytes at most, not cut within a scalar.
    private static func beginning(of text: String, bytes limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: limit)
        while text.utf8[end] & 0xc0 == 0x80 { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }

    /// The text in pieces of so many bytes at most, cut at the end of a line where one is near.
    ///
    /// - Shape: empty for an empty text; together they are the text, but for the line ends between them.
    static func pieces(_ text: String, _ limit: Int) -> [String] {
        var (pieces, rest) = ([] as [String], text[...])
        while rest.utf8.count > limit {
            let bytes = rest.utf8
            var end = bytes.index(bytes.startIndex, offsetBy: limit)
            // Not within a scalar.
            while bytes[end] & 0xc0 == 0x80 { end = bytes.index(before: end) }
            // Bytes: to walk back by characters takes a hundred times as long.
            let lineEnd = bytes[..<end].lastIndex(of: UInt8(ascii: "\n"))
            if let lineEnd, bytes[..<lineEnd].count > limit / 2 {
                pieces.append(String(rest[..<lineEnd]))
                rest = rest[bytes.index(after: lineEnd)...]
            } else {
                pieces.append(String(rest[..<end]))
                rest = rest[end...]
            }
        }
        return rest.isEmpty ? pieces : pieces + [String(rest)]
    }
}
