/// One thing of a text that can be searched for: a word, two letters of a script without spaces, or a sign.
struct SearchToken {
    enum Kind {
        case word
        /// Two neighbouring letters, in the order of the text, each with the marks behind it.
        case pair
        /// The last letter of a run of them, so that each begins one.
        case last
        /// Signs: `🚀`, `->`.
        case sign
        /// Signs without a symbol among them, alone between spaces: `--`.
        case punctuation
    }

    var kind: Kind
    /// The place in the text as written, in bytes; marks behind its letters are inside.
    var bytes: Range<Int>
    /// The same in Unicode scalars.
    var scalars: Range<Int>
    /// Its letters, digits or signs, folded; signs of ASCII as `SearchText.sign` has them.
    var folded: [UInt8] = []
    /// The end of the first of two letters, in `bytes` and in `folded`.
    var head = (bytes: 0, folded: 0)

    var isOfText: Bool { kind == .word || kind == .pair || kind == .last }

    fileprivate init(_ kind: Kind, _ bytes: Range<Int>, _ scalars: Range<Int>) {
        (self.kind, self.bytes, self.scalars) = (kind, bytes, scalars)
    }

    fileprivate mutating func reach(_ place: Offset) {
        bytes = bytes.lowerBound..<place.bytes
        scalars = scalars.lowerBound..<place.scalars
    }

    fileprivate func joined(_ next: SearchToken) -> SearchToken {
        var pair = self
        pair.kind = .pair
        pair.head = (bytes.upperBound, folded.count)
        pair.bytes = bytes.lowerBound..<next.bytes.upperBound
        pair.scalars = scalars.lowerBound..<next.scalars.upperBound
        pair.folded += next.folded
        return pair
    }

    fileprivate struct Offset {
        var bytes = 0
        var scalars = 0
    }
}

extension SearchText {
    /// - Shape: in the order in which they end.
    static func forEachToken(_ text: String, _ body: (SearchToken) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            var scanner = TokenScanner()
            forEachFolded(bytes) { scalar, end in scanner.take(scalar, until: end, body) }
            scanner.end(body)
        }
    }

    /// Bytes of a folded word after which what follows is not looked at.
    static let wordLimit = 120

    /// A sign of ASCII as a letter that nobody types, for an index that splits at such signs.
    static func sign(_ scalar: UInt32) -> UInt32 { scalar < 0x80 ? 0xe000 + scalar : scalar }
}

/// Puts folded scalars together to tokens.
private struct TokenScanner {
    /// A word, or signs, that may go on.
    private var open: SearchToken?
    /// The `+` or `#` behind a word, which are its own unless a letter follows: `C++`, but not `a+b`.
    private var tail: SearchToken?
    /// The letter of a script without spaces that waits for the next one, and its scalar.
    private var letter: SearchToken?
    private var letterScalar: UInt32 = 0
    /// The open signs have one that is a word in any place.
    private var hasSymbol = false
    /// Nothing or space stands before the open signs.
    private var isAlone = false
    private var isAfterSpace = true
    /// Where the scalar begins that is taken, and where it ends.
    private var (start, place) = (SearchToken.Offset(), SearchToken.Offset())

    mutating func take(_ scalar: UInt32, until byte: Int, _ body: (SearchToken) -> Void) {
        if byte != place.bytes { (start, place) = (place, SearchToken.Offset(bytes: byte, scalars: place.scalars + 1)) }
        guard scalar != SearchText.fallsAway else { return reach() }
        let kind = Folding.kind(scalar)
        switch kind {
        case .letter: word(scalar, body)
        case .apart: apart(scalar, body)
        case .mark: mark(scalar, body)
        case .punctuation, .symbol: sign(scalar, isSymbol: kind == .symbol, body)
        case .picture:
            end(body)
            var picture = opened(.sign)
            SearchText.append(scalar, to: &picture.folded)
            body(picture)
        case .separator: end(body)
        }
        isAfterSpace = kind == .separator
    }

    /// All that is open ends here, before a space or at the end of the text.
    mutating func end(_ body: (SearchToken) -> Void) {
        endLetters(body)
        endWord(body)
        endSigns(isBeforeSpace: true, body)
    }

    private func opened(_ kind: SearchToken.Kind) -> SearchToken {
        SearchToken(kind, start.bytes..<place.bytes, start.scalars..<place.scalars)
    }

    /// A sign without a letter of its own belongs to what is before it.
    private mutating func reach() {
        if tail != nil { tail!.reach(place) } else { open?.reach(place) }
        letter?.reach(place)
    }
}

extension TokenScanner {
    private mutating func word(_ scalar: UInt32, _ body: (SearchToken) -> Void) {
        endLetters(body)
        splitTail(body)
        endSigns(isBeforeSpace: false, body)
        if open == nil { open = opened(.word) }
        // Nobody types so much; keys and encoded files are found by their beginning.
        if open!.folded.count < SearchText.wordLimit { SearchText.append(scalar, to: &open!.folded) }
        open!.reach(place)
    }

    private mutating func apart(_ scalar: UInt32, _ body: (SearchToken) -> Void) {
        splitTail(body)
        endWord(body)
        endSigns(isBeforeSpace: false, body)
        if let syllable = HangulSyllable.composed(letterScalar, scalar), letter != nil {
            letter!.folded.removeLast(3)
            SearchText.append(syllable, to: &letter!.folded)
            letter!.reach(place)
            letterScalar = syllable
            return
        }
        var next = opened(.last)
        SearchText.append(scalar, to: &next.folded)
        if let letter { body(letter.joined(next)) }
        (letter, letterScalar) = (next, scalar)
    }

    private mutating func mark(_ scalar: UInt32, _ body: (SearchToken) -> Void) {
        guard letter != nil else { return word(scalar, body) }
        SearchText.append(scalar, to: &letter!.folded)
        letter!.reach(place)
        letterScalar = scalar
    }

    private mutating func sign(_ scalar: UInt32, isSymbol: Bool, _ body: (SearchToken) -> Void) {
        endLetters(body)
        let isTail = scalar == 0x2b || scalar == 0x23
        if open?.kind == .word {
            if isTail, tail.map({ $0.folded.count < 6 }) ?? true {
                if tail == nil { tail = opened(.sign) }
                tail!.reach(place)
                SearchText.append(SearchText.sign(scalar), to: &tail!.folded)
                hasSymbol = hasSymbol || isSymbol
                return
            }
            endWord(body)
        }
        if open == nil { (open, isAlone) = (opened(.sign), isAfterSpace) }
        SearchText.append(SearchText.sign(scalar), to: &open!.folded)
        open!.reach(place)
        hasSymbol = hasSymbol || isSymbol
    }
}

extension TokenScanner {
    private mutating func endLetters(_ body: (SearchToken) -> Void) {
        guard let last = letter else { return }
        body(last)
        (letter, letterScalar) = (nil, 0)
    }

    /// The word with the signs behind it that are its own.
    private mutating func endWord(_ body: (SearchToken) -> Void) {
        guard var word = open, word.kind == .word else { return }
        if let tail {
            word.folded += tail.folded
            word.bytes = word.bytes.lowerBound..<tail.bytes.upperBound
            word.scalars = word.scalars.lowerBound..<tail.scalars.upperBound
            hasSymbol = false
        }
        body(word)
        (open, tail) = (nil, nil)
    }

    /// The signs between two letters belong to neither.
    private mutating func splitTail(_ body: (SearchToken) -> Void) {
        guard let signs = tail else { return }
        tail = nil
        let hadSymbol = hasSymbol
        endWord(body)
        (open, hasSymbol, isAlone) = (signs, hadSymbol, false)
    }

    private mutating func endSigns(isBeforeSpace: Bool, _ body: (SearchToken) -> Void) {
        guard var signs = open, signs.kind == .sign else { return }
        open = nil
        defer { hasSymbol = false }
        guard hasSymbol || isAlone && isBeforeSpace else { return }
        if !hasSymbol { signs.kind = .punctuation }
        body(signs)
    }
}
