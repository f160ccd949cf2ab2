/// The characters that names may have.
///
/// - Source: RFC 8264, sections 4.2 and 9; RFC 5892, appendix A, for those that depend on their neighbours.
enum IdentifierClass {
    static func allows(_ scalars: [UInt32], at place: Int) -> Bool {
        let scalar = scalars[place]
        guard UnicodeTables.tag(of: scalar, in: UnicodeTables.identifiers) != nil else { return false }
        let before = place > 0 ? scalars[place - 1] : nil
        let after = place + 1 < scalars.count ? scalars[place + 1] : nil
        switch scalar {
        case 0x200c: return isVirama(before) || joins(scalars, at: place)
        case 0x200d: return isVirama(before)
        case 0xb7: return before == 0x6c && after == 0x6c
        case 0x375: return script(after) == "G"
        case 0x5f3, 0x5f4: return script(before) == "H"
        case 0x30fb: return scalars.contains { script($0) == "K" }
        case 0x660...0x669: return !scalars.contains { (0x6f0...0x6f9).contains($0) }
        case 0x6f0...0x6f9: return !scalars.contains { (0x660...0x669).contains($0) }
        default: return true
        }
    }

    private static func script(_ scalar: UInt32?) -> Unicode.Scalar? {
        scalar.flatMap { UnicodeTables.tag(of: $0, in: UnicodeTables.scripts) }
    }

    /// Marks of combining class 9 take a vowel away, and a joiner behind one says how the two letters are drawn.
    private static func isVirama(_ scalar: UInt32?) -> Bool { scalar.map(NormalForm.combiningClass) == 9 }

    /// Tells whether a letter that joins to its right stands before the place, and one that joins to its left behind
    /// it; transparent ones between do not count.
    private static func joins(_ scalars: [UInt32], at place: Int) -> Bool {
        func joining(_ scalar: UInt32) -> Unicode.Scalar? { UnicodeTables.tag(of: scalar, in: UnicodeTables.joining) }
        let before = scalars[..<place].last { joining($0) != "T" }.flatMap(joining)
        let after = scalars[(place + 1)...].first { joining($0) != "T" }.flatMap(joining)
        return (before == "L" || before == "D") && (after == "R" || after == "D")
    }
}

/// The rule that keeps what is written from right to left in the order in which it is read.
///
/// - Source: RFC 5893, section 2. Classes are letters: A is AL, N is AN, E is EN, M is NSM, O any other that is allowed.
enum BidiRule {
    static func holds(_ scalars: [UInt32]) -> Bool {
        let classes = scalars.map { UnicodeTables.tag(of: $0, in: UnicodeTables.identifiers) ?? "O" }
        guard classes.contains(where: { "RAN".unicodeScalars.contains($0) }) else { return true }
        guard let first = classes.first, let last = classes.last(where: { $0 != "M" }) else { return false }
        switch first {
        case "R", "A":
            let hasBoth = classes.contains("E") && classes.contains("N")
            return !classes.contains("L") && "RAEN".unicodeScalars.contains(last) && !hasBoth
        // With a letter from left to right at the beginning none of the others may follow.
        default: return false
        }
    }
}
