/// One spelling for texts that Unicode says are the same.
///
/// - Source: UAX #15.
package enum NormalForm {
    /// The text in Normalization Form C: `a` with a mark behind it is `ä`.
    package static func composed(_ text: String) -> String {
        // No character below is part of another, or made of others in a way that C would undo.
        guard text.unicodeScalars.contains(where: { $0.value >= 0x300 }) else { return text }
        var scalars: [UInt32] = []
        for scalar in text.unicodeScalars { decompose(scalar.value, into: &scalars) }
        order(&scalars)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: compose(scalars).lazy.compactMap(Unicode.Scalar.init))
        return String(view)
    }

    /// The text in Normalization Form D: `ä` is `a` with a mark behind it.
    package static func decomposed(_ text: String) -> String {
        var scalars: [UInt32] = []
        for scalar in text.unicodeScalars { decompose(scalar.value, into: &scalars) }
        order(&scalars)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.lazy.compactMap(Unicode.Scalar.init))
        return String(view)
    }

    private static func decompose(_ scalar: UInt32, into out: inout [UInt32]) {
        if let syllable = Hangul.parts(of: scalar) { return out += syllable }
        guard scalar >= 0xc0, let parts = UnicodeTables.decomposition(of: scalar) else { return out.append(scalar) }
        decompose(parts.first, into: &out)
        if let second = parts.second { decompose(second, into: &out) }
    }

    /// Marks that stand behind each other in the order of their classes; those of one class stay as they are.
    private static func order(_ scalars: inout [UInt32]) {
        var start = 0
        while start < scalars.count {
            var end = start
            while end < scalars.count, combiningClass(scalars[end]) != 0 { end += 1 }
            if end - start > 1 {
                let sorted = scalars[start..<end].enumerated().sorted {
                    (combiningClass($0.element), $0.offset) < (combiningClass($1.element), $1.offset)
                }
                scalars.replaceSubrange(start..<end, with: sorted.map(\.element))
            }
            start = max(end, start + 1)
        }
    }

    private static func compose(_ scalars: [UInt32]) -> [UInt32] {
        var out: [UInt32] = []
        var starter: Int?
        for scalar in scalars {
            let own = combiningClass(scalar)
            if let place = starter {
                // Blocked by a mark of its own class or a higher one between the two, or by any starter.
                let between = place == out.count - 1 ? nil : combiningClass(out[out.count - 1])
                let isBlocked = between.map { $0 >= own } ?? false
                if !isBlocked, let together = pair(out[place], scalar) {
                    out[place] = together
                    continue
                }
            }
            if own == 0 { starter = out.count }
            out.append(scalar)
        }
        return out
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt32? {
        Hangul.composition(of: first, second) ?? UnicodeTables.composition(of: first, second)
    }

    static func combiningClass(_ scalar: UInt32) -> UInt8 {
        guard scalar >= 0x300, let scalar = Unicode.Scalar(scalar) else { return 0 }
        return scalar.properties.canonicalCombiningClass.rawValue
    }
}

/// The syllables of Korean, whose parts follow from their numbers.
///
/// - Source: The Unicode Standard, section 3.12.
private enum Hangul {
    private static let syllables: Range<UInt32> = 0xac00..<0xd7a4
    private static let leading: Range<UInt32> = 0x1100..<0x1113
    private static let vowels: Range<UInt32> = 0x1161..<0x1176
    /// Without the one before the first, which stands for no trailing consonant.
    private static let trailing: Range<UInt32> = 0x11a8..<0x11c3

    static func parts(of scalar: UInt32) -> [UInt32]? {
        guard syllables.contains(scalar) else { return nil }
        let index = scalar - syllables.lowerBound
        let parts = [leading.lowerBound + index / 588, vowels.lowerBound + index % 588 / 28]
        return index % 28 == 0 ? parts : parts + [trailing.lowerBound - 1 + index % 28]
    }

    static func composition(of first: UInt32, _ second: UInt32) -> UInt32? {
        if leading.contains(first), vowels.contains(second) {
            let place = (first - leading.lowerBound) * 21 + second - vowels.lowerBound
            return syllables.lowerBound + place * 28
        }
        let isOpen = syllables.contains(first) && (first - syllables.lowerBound) % 28 == 0
        return isOpen && trailing.contains(second) ? first + second - trailing.lowerBound + 1 : nil
    }
}
