/// Cuts a text into the pieces within which pairs of bytes become tokens. Each vocabulary has a pattern of its own; here
/// it is written out, as a search for patterns steps back, and how far nobody can say.
protocol TokenSplitter {
    var text: ScannedText { get }
    /// - Shape: behind `place`, which is before the end of the text.
    func end(ofPieceAt place: Int) -> Int
}

extension TokenSplitter {
    /// `\p{N}{1,3}`
    func end(ofNumberAt place: Int) -> Int? {
        var end = place
        for _ in 0..<3 where end < text.end {
            let (kind, next) = text.character(at: end)
            guard kind.contains(.number) else { break }
            end = next
        }
        return end > place ? end : nil
    }

    /// ` ?[^\s\p{L}\p{N}]+` and what may follow it.
    func end(ofSignsAt place: Int, followedBy isFollowing: (UInt8) -> Bool) -> Int? {
        let start = text.bytes[place] == UInt8(ascii: " ") ? place + 1 : place
        var end = text.end(at: start) { $0.isDisjoint(with: .wordNumberOrSpace) }
        guard end > start else { return nil }
        while end < text.end, isFollowing(text.bytes[end]) { end += 1 }
        return end
    }

    /// White space: up to the end of its last line; else all but its last character, which goes to what follows; else
    /// that character.
    func end(ofSpaceAt place: Int) -> Int {
        let end = text.end(ofRunOf: .space, at: place)
        var last = end
        while last > place {
            let start = text.start(ofCharacterBefore: last)
            if text.character(at: start).kind.contains(.line) { return last }
            last = start
        }
        guard end < text.end else { return end }
        let start = text.start(ofCharacterBefore: end)
        return start > place ? start : end
    }

    /// `(?i:'s|'t|'re|'ve|'m|'ll|'d)`
    ///
    /// - Shape: a long s, U+017F, is an s in another case.
    func end(ofContractionAt place: Int) -> Int? {
        guard place + 1 < text.end, text.bytes[place] == UInt8(ascii: "'") else { return nil }
        let first = lowercased(at: place + 1)
        switch first {
        case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return place + 2
        case UInt8(ascii: "r"), UInt8(ascii: "v"):
            return lowercased(at: place + 2) == UInt8(ascii: "e") ? place + 3 : nil
        case UInt8(ascii: "l"): return lowercased(at: place + 2) == UInt8(ascii: "l") ? place + 3 : nil
        case 0xc5: return place + 2 < text.end && text.bytes[place + 2] == 0xbf ? place + 3 : nil
        default: return nil
        }
    }

    private func lowercased(at place: Int) -> UInt8? {
        guard place < text.end else { return nil }
        let byte = text.bytes[place]
        return (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
    }

    /// The place behind `[^\r\n\p{L}\p{N}]`, which may stand before a word.
    func end(ofLeadAt place: Int) -> Int? {
        let (kind, end) = text.character(at: place)
        return kind.isDisjoint(with: [.letter, .number, .line]) ? end : nil
    }
}

/// The pieces of cl100k:
/// `'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s`
///
/// - Source: tiktoken_ext/openai_public.py.
struct CL100KSplitter: TokenSplitter {
    let text: ScannedText

    func end(ofPieceAt place: Int) -> Int {
        if let end = end(ofContractionAt: place) { return end }
        let start = end(ofLeadAt: place) ?? place
        let word = text.end(ofRunOf: .letter, at: start)
        if word > start { return word }
        if let end = end(ofNumberAt: place) { return end }
        let isLine: (UInt8) -> Bool = { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        if let end = end(ofSignsAt: place, followedBy: isLine) { return end }
        // White space to the end of the text is one piece here, whatever lines it has.
        let space = text.end(ofRunOf: .space, at: place)
        return space == text.end ? space : end(ofSpaceAt: place)
    }
}

/// The pieces of o200k, which parts words where a small letter is followed by a capital one:
/// `[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?`,
/// `[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?`,
/// `\p{N}{1,3}`, ` ?[^\s\p{L}\p{N}]+[\r\n/]*`, `\s*[\r\n]+`, `\s+(?!\S)`, `\s+`
///
/// - Source: tiktoken_ext/openai_public.py.
struct O200KSplitter: TokenSplitter {
    let text: ScannedText

    func end(ofPieceAt place: Int) -> Int {
        // A mark may be what stands before a word, or its first letter: the former is tried first.
        let starts = [end(ofLeadAt: place), place].compactMap { $0 }
        for word in [endOfSmall, endOfCapitals] {
            for start in starts {
                if let end = word(start) { return self.end(ofContractionAt: end) ?? end }
            }
        }
        if let end = end(ofNumberAt: place) { return end }
        let isFollowing: (UInt8) -> Bool = {
            $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "/")
        }
        return end(ofSignsAt: place, followedBy: isFollowing) ?? end(ofSpaceAt: place)
    }

    /// Capitals, and one small letter or more; what is both ends the capitals where no other small letter follows them.
    private func endOfSmall(_ start: Int) -> Int? {
        let capitals = text.end(ofRunOf: .upper, at: start)
        let small = text.end(ofRunOf: .lower, at: capitals)
        if small > capitals { return small }
        var end = capitals
        while end > start {
            let former = text.start(ofCharacterBefore: end)
            if text.character(at: former).kind.contains(.lower) { return end }
            end = former
        }
        return nil
    }

    /// One capital or more, and small letters.
    private func endOfCapitals(_ start: Int) -> Int? {
        let capitals = text.end(ofRunOf: .upper, at: start)
        return capitals > start ? text.end(ofRunOf: .lower, at: capitals) : nil
    }
}
