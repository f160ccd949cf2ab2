import Domain

/// The limits of an entry, in one place.
package enum EntryRules {
    /// - Units: characters.
    package static let keyLimit = 200
    /// - Units: bytes of a content.
    package static let byteLimit = 1_048_576
    package static let tagLimit = 50
    /// - Units: characters of a tag.
    package static let tagLength = 50
    package static let linkLimit = 100
    /// - Units: characters of a link's kind.
    package static let linkKindLength = 50
    /// - Units: bytes of a link's target.
    package static let targetByteLimit = 2_048
    /// - Units: characters of a source, and of a speaker's name.
    package static let sourceLimit = 500
    package static let speakerLimit = 200
    package static let importanceRange = 0...10
    /// - Units: bytes of an instruction or a preference that every question is answered with; a longer one is found by its
    ///   words, as a document is.
    package static let standingLimit = 4_096
    /// - Units: seconds after which an entry that was deleted is erased.
    package static let deletedSeconds: Int64 = 30 * 86_400
    /// Entries that one request writes or deletes.
    package static let batchLimit = 1_000
    /// Versions of one entry. What is written more often than that is a line of events, not an entry.
    package static let versionLimit: Int64 = 100_000

    /// A key: one line without a slash, that an address can have as a segment.
    ///
    /// - Errors: `.invalid` on `field`.
    package static func key(_ text: String, field: String = "key") throws(Failure) -> String {
        let key = try TextRules.line(text, field: field, limit: keyLimit)
        guard !key.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }), key != ".",
            key != ".."
        else { throw Failure(.keyCharacters, field: field) }
        return key
    }

    /// - Errors: `.invalid` on `content` for an empty text and control characters, `.tooLarge` for too long a one.
    package static func text(_ text: String) throws(Failure) -> String {
        guard !text.isEmpty else { throw Failure(.required, field: "content") }
        try requireSize(text.utf8.count)
        let cleaned = try TextRules.block(text, field: "content", byteLimit: byteLimit)
        guard !cleaned.isEmpty else { throw Failure(.unseen, field: "content") }
        return cleaned
    }

    /// - Errors: `.tooLarge` on `content`.
    package static func requireSize(_ bytes: Int) throws(Failure) {
        guard bytes <= byteLimit else { throw Failure(.tooManyBytes(byteLimit), field: "content", kind: .tooLarge) }
    }

    /// Tags in their order, each once.
    ///
    /// - Errors: `.invalid` on `tags`.
    package static func tags(_ texts: [String]) throws(Failure) -> [String] {
        guard texts.count <= tagLimit else { throw Failure(.tooMany(tagLimit), field: "tags") }
        var tags: [String] = []
        for (place, text) in texts.enumerated() {
            let tag = try TextRules.line(text, field: "tags[\(place)]", limit: tagLength)
            guard !tag.utf8.contains(UInt8(ascii: ",")) else { throw Failure(.noComma, field: "tags[\(place)]") }
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    package static func importance(_ number: Int64?) throws(Failure) -> Int? {
        guard let number else { return nil }
        guard let number = Int(exactly: number), importanceRange.contains(number) else {
            throw Failure(.range(importanceRange.lowerBound, importanceRange.upperBound), field: "importance")
        }
        return number
    }

    package static func source(_ text: String?) throws(Failure) -> String? {
        try text.map { text throws(Failure) in try TextRules.line(text, field: "source", limit: sourceLimit) }
    }

    package static func speaker(_ text: String?) throws(Failure) -> String? {
        try text.map { text throws(Failure) in try TextRules.line(text, field: "speaker", limit: speakerLimit) }
    }

    /// - Errors: `.invalid` on `validUntil` for a stretch of time that ends before it begins.
    package static func requireOrder(_ from: Instant?, _ until: Instant?) throws(Failure) {
        if let from, let until, until <= from { throw Failure(.notAfter("validFrom"), field: "validUntil") }
    }
}
