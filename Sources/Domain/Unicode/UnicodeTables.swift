/// Unicode's data in the program itself: sorted records of fixed width in hexadecimal, so that nothing is read, built or
/// kept in memory.
///
/// - Source: Unicode 15.0, from Debian's package unicode-data; `build.py` beside this file writes the tables.
enum UnicodeTables {
    /// The digits of one code point in a record.
    static let digits = 5

    /// The decomposition of a character in one step; nil where it is made of nothing else.
    ///
    /// - Shape: `second` is nil for a character that is another one alone.
    static func decomposition(of scalar: UInt32) -> (first: UInt32, second: UInt32?)? {
        guard let record = record(in: decompositions, width: 3 * digits, beginning: [scalar]) else { return nil }
        let second = number(record + 2 * digits)
        return (number(record + digits), second == 0 ? nil : second)
    }

    /// The character that two others are together.
    static func composition(of first: UInt32, _ second: UInt32) -> UInt32? {
        record(in: compositions, width: 3 * digits, beginning: [first, second]).map { number($0 + 2 * digits) }
    }

    /// The usual form of a fullwidth or halfwidth character.
    static func plainWidth(of scalar: UInt32) -> UInt32? {
        record(in: widths, width: 2 * digits, beginning: [scalar]).map { number($0 + digits) }
    }

    /// The letter behind the range that a character lies in; nil where it lies in none.
    static func tag(of scalar: UInt32, in table: StaticString) -> Unicode.Scalar? {
        let width = 2 * digits + 1
        let count = table.utf8CodeUnitCount / width
        let place = firstIndex(count) { scalar < number(table.utf8Start + $0 * width) }
        guard place > 0 else { return nil }
        let record = table.utf8Start + (place - 1) * width
        return scalar <= number(record + digits) ? Unicode.Scalar(record[2 * digits]) : nil
    }

    private static func record(
        in table: StaticString, width: Int, beginning key: [UInt32]
    ) -> UnsafePointer<UInt8>? {
        let count = table.utf8CodeUnitCount / width
        func isBefore(_ record: UnsafePointer<UInt8>) -> Bool {
            for (place, part) in key.enumerated() {
                let found = number(record + place * digits)
                if found != part { return found < part }
            }
            return false
        }
        let place = firstIndex(count) { !isBefore(table.utf8Start + $0 * width) }
        guard place < count else { return nil }
        let record = table.utf8Start + place * width
        let isFound = key.indices.allSatisfy { number(record + $0 * digits) == key[$0] }
        return isFound ? record : nil
    }

    /// The first of `count` indices from which on it holds.
    private static func firstIndex(_ count: Int, _ holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func number(_ digits: UnsafePointer<UInt8>) -> UInt32 {
        (0..<Self.digits).reduce(0) { value, place in
            let digit = UInt32(digits[place])
            return value << 4 | (digit < 0x3a ? digit - 0x30 : digit - 0x57)
        }
    }
}
