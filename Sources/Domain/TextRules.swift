/// The rules every text from outside keeps.
package enum TextRules {
    /// - Units: bytes of a line for each character that it may have: one letter may bear any number of marks.
    package static let bytesPerCharacter = 32

    /// The beginning of a text that no rule has bounded, for a log or an answer.
    ///
    /// - Units: `limit` counts Unicode scalars, of four bytes at most: a single character may have any number of
    ///   marks on it.
    package static func beginning(of text: String, _ limit: Int) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.prefix(limit))
        return String(scalars)
    }

    /// One line: trimmed, composed, 1 to `limit` characters of which something can be seen, no control characters.
    /// Characters that hide or turn round the rest are taken out.
    package static func line(_ text: String, field: String, limit: Int) throws(Failure) -> String {
        let trimmed = LegibleText.cleaned(text).trimmed
        guard !trimmed.isEmpty else { throw Failure(text.trimmed.isEmpty ? .required : .unseen, field: field) }
        // A text of 4 bytes a character at most is measured by bytes first: counting characters costs more.
        guard trimmed.utf8.count <= limit || trimmed.count <= limit, trimmed.utf8.count <= limit * bytesPerCharacter
        else {
            throw Failure(.tooLong(limit), field: field)
        }
        guard !trimmed.unicodeScalars.contains(where: { $0.isControl || $0.isLineEnd }) else {
            throw Failure(.controlCharacter, field: field)
        }
        guard LegibleText.isSeen(trimmed) else { throw Failure(.unseen, field: field) }
        return NormalForm.composed(trimmed)
    }

    /// Several lines: at most `byteLimit` bytes, line ends as `\n`, no control characters but tab and line feed.
    /// Characters that hide or turn round the rest are taken out.
    package static func block(_ text: String, field: String, byteLimit: Int) throws(Failure) -> String {
        let text =
            text.utf8.contains(0x0d)
            ? text.split(separator: "\r\n", omittingEmptySubsequences: false)
                .joined(separator: "\n") : text
        guard text.utf8.count <= byteLimit else { throw Failure(.tooManyBytes(byteLimit), field: field) }
        guard !text.unicodeScalars.contains(where: { $0.isControl && $0 != "\t" && $0 != "\n" }) else {
            throw Failure(.controlCharacter, field: field)
        }
        return LegibleText.cleaned(text)
    }
}

extension Unicode.Scalar {
    /// Unicode's category Cc: the C0 and C1 control characters and DEL.
    var isControl: Bool { value < 0x20 || (0x7f...0x9f).contains(value) }

    /// Unicode's line and paragraph separators, which are no control characters.
    var isLineEnd: Bool { value == 0x2028 || value == 0x2029 }

    var isMark: Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(properties.generalCategory)
    }
}

extension String {
    /// Without white space at both ends; a mark or a skin tone that follows a space stays.
    package var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
