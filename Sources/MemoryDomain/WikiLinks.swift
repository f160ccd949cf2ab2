import Domain

/// Links that stand in a text: `[[key]]`, or `[[key|as it is shown]]`.
package enum WikiLinks {
    /// The kind of link that they are.
    package static let kind = "mentions"
    /// Those of one text; more are text.
    package static let limit = 500
    /// - Units: bytes between the brackets.
    private static let byteLimit = EntryRules.keyLimit * TextRules.bytesPerCharacter

    /// The keys that a text names, each once, in their order; of brackets within brackets the innermost.
    package static func keys(in text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            var (keys, known, start, place) = ([String](), Set<String>(), nil as Int?, 0)
            while place + 1 < bytes.count, keys.count < limit {
                switch (bytes[place], bytes[place + 1]) {
                case (UInt8(ascii: "["), UInt8(ascii: "[")):
                    place += 2
                    start = place
                case (UInt8(ascii: "]"), UInt8(ascii: "]")):
                    if let from = start, place - from <= byteLimit, let key = key(bytes[from..<place]) {
                        if known.insert(key).inserted { keys.append(key) }
                    }
                    start = nil
                    place += 2
                default: place += 1
                }
            }
            return keys
        }
    }

    /// A text with its links as they are read: without brackets, and of `[[key|words]]` the words.
    package static func shown(_ text: String) -> String {
        let pieces = text.split(separator: "[[", omittingEmptySubsequences: false)
        return pieces.dropFirst().reduce(into: String(pieces.first ?? "")) { shown, piece in
            guard let end = piece.firstRange(of: "]]"), end.lowerBound > piece.startIndex else {
                return shown += "[[" + piece
            }
            let words = piece[..<end.lowerBound].split(separator: "|", maxSplits: 1).last ?? ""
            shown += words + piece[end.upperBound...]
        }
    }

    private static func key(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        try? EntryRules.key(String(decoding: bytes.prefix { $0 != UInt8(ascii: "|") }, as: UTF8.self))
    }
}

extension EntryFields {
    /// The links, and those that stand in the text: `[[key]]`, and addresses of tasks and entries.
    package func allLinks(in space: Int64) -> [MemoryLink] {
        let inHouse = links.compactMap { $0.inHouse }
        guard case .text(let text) = content else { return links + inHouse }
        let named = WikiLinks.keys(in: text).map { LinkTarget.entry(space: space, key: $0) }
        let cited = CitedAddress.all(in: text).compactMap(LinkTarget.init(cited:))
        return links + inHouse + (named + cited).map { MemoryLink(kind: WikiLinks.kind, to: $0) }
    }
}
