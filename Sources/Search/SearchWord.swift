/// One word of a text.
struct SearchWord {
    /// Where it stands in the text as written, in bytes; marks behind its letters are inside.
    var bytes: Range<Int>
    /// The same in Unicode scalars.
    var scalars: Range<Int>
    /// Its letters and digits, folded.
    var folded: [UInt8]

    fileprivate mutating func reach(_ byte: Int, _ scalar: Int) {
        bytes = bytes.lowerBound..<byte
        scalars = scalars.lowerBound..<scalar
    }
}

extension SearchText {
    /// The folded words, in their order.
    ///
    /// - Source: what FTS5's tokenizer `unicode61` makes of a folded text: letters, numbers and private signs are of a
    ///   word, everything else separates.
    package static func words(_ text: String) -> [String] {
        var words: [String] = []
        forEachWord(text) { words.append(String(decoding: $0.folded, as: UTF8.self)) }
        return words
    }

    static func forEachWord(_ text: String, _ body: (SearchWord) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            var word = SearchWord(bytes: 0..<0, scalars: 0..<0, folded: [])
            var (place, count) = (0, 0)
            defer { if !word.folded.isEmpty { body(word) } }
            forEachFolded(bytes) { scalar, end in
                defer { (place, count) = (end, count + 1) }
                if scalar == fallsAway {
                    if !word.folded.isEmpty { word.reach(end, count + 1) }
                } else if belongsToWord(scalar) {
                    if word.folded.isEmpty { (word.bytes, word.scalars) = (place..<place, count..<count) }
                    word.folded.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar)!)!)
                    word.reach(end, count + 1)
                } else if !word.folded.isEmpty {
                    body(word)
                    word.folded.removeAll(keepingCapacity: true)
                }
            }
        }
    }

    static func belongsToWord(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return (0x61...0x7a).contains(scalar) || (0x30...0x39).contains(scalar) }
        switch Unicode.Scalar(scalar)!.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse:
            return true
        default: return false
        }
    }
}
