/// The order of names as people look them up: Ä by A, é by e, upper case beside lower case, whatever the language.
///
/// That is the order of German and English, and of no other language worse than a plain list. It needs no locale of the
/// machine, which a small server seldom has, and is the same on every machine.
///
/// - Source: the Unicode Collation Algorithm (UTS #10) with its default table, punctuation counting as anything else; of
///   what the table says of two characters together, nothing. Its oracle is ICU, in `CollationTests`.
package enum Collation {
    /// Below zero where the first comes first; zero for equal bytes alone.
    ///
    /// - Shape: both in UTF-8; what is none counts by its bytes.
    package static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        let start = sharedBeginning(left, right)
        if start == left.count, start == right.count { return 0 }
        for level in Level.allCases {
            let order = compare(CollationReader(left, at: start), CollationReader(right, at: start), by: level)
            if order != 0 { return order }
        }
        // Two spellings of the same still have an order.
        for (one, other) in zip(left, right) where one != other { return Int(one) - Int(other) }
        return left.count - right.count
    }

    package static func compare(_ left: String, _ right: String) -> Int {
        compare(Array(left.utf8), Array(right.utf8))
    }

    package static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        left.withUnsafeBytes { left in right.withUnsafeBytes { compare(left, $0) } }
    }

    private enum Level: CaseIterable {
        case letters, accents, cases
    }

    /// The bytes that both begin with, up to the last whole ASCII character: these count the same.
    private static func sharedBeginning(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        let end = min(left.count, right.count)
        var place = 0
        while place < end, left[place] == right[place], left[place] < 0x80 { place += 1 }
        return place
    }

    private static func compare(_ left: CollationReader, _ right: CollationReader, by level: Level) -> Int {
        var (left, right) = (left, right)
        while true {
            switch (next(&left, level), next(&right, level)) {
            case (nil, nil): return 0
            case (nil, _): return -1
            case (_, nil): return 1
            case (let one?, let other?): if one != other { return one < other ? -1 : 1 }
            }
        }
    }

    /// The next weight of a level; weights of zero do not count on it.
    private static func next(_ reader: inout CollationReader, _ level: Level) -> UInt32? {
        while let element = reader.next() {
            let weight =
                switch level {
                case .letters: element.primary
                case .accents: element.secondary
                case .cases: element.tertiary
                }
            if weight != 0 { return weight }
        }
        return nil
    }
}

/// The collation elements of a text, one after the other.
struct CollationReader {
    private let bytes: UnsafeRawBufferPointer
    private var place: Int
    /// Those that are left of the last character.
    private var pending = 0..<0

    init(_ bytes: UnsafeRawBufferPointer, at place: Int) {
        self.bytes = bytes
        self.place = place
    }

    mutating func next() -> CollationTable.Element? {
        if let first = pending.first {
            pending.removeFirst()
            return CollationTable.element(first)
        }
        guard place < bytes.count else { return nil }
        let byte = bytes[place]
        if byte < 0x80 {
            place += 1
            return CollationTable.ascii(byte)
        }
        let scalar = scalar()
        pending = CollationTable.places(of: scalar)
        return pending.isEmpty ? CollationTable.implicit(scalar) : next()
    }

    /// One character of UTF-8; a byte that begins none stands for itself.
    private mutating func scalar() -> UInt32 {
        let first = bytes[place]
        let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
        guard length > 1, place + length <= bytes.count else {
            place += 1
            return UInt32(first)
        }
        var scalar = UInt32(first) & (0xff >> UInt32(length + 1))
        for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[place + offset] & 0x3f) }
        place += length
        return scalar
    }
}
