/// Names of accounts as RFC 8265 prepares and compares them, so that what looks alike and is typed alike is one name.
///
/// - Source: RFC 8265, sections 3.1 to 3.4; RFC 8264 for the class of characters.
package enum Username {
    /// The name as it is stored and shown (profile UsernameCasePreserved), one space between its parts.
    ///
    /// - Shape: nil for what is no name: nothing, or a character that names do not have.
    package static func preserved(_ text: String) -> String? { prepare(text, isMapped: false) }

    /// The form by which two names are one (profile UsernameCaseMapped).
    ///
    /// - Shape: nil for what is no name.
    package static func mapped(_ text: String) -> String? { prepare(text, isMapped: true) }

    /// `username = userpart *(1*SP userpart)`, each part on its own.
    private static func prepare(_ text: String, isMapped: Bool) -> String? {
        let parts = plainWidth(text.trimmed).split(separator: " ")
        let prepared = parts.compactMap { part(String($0), isMapped: isMapped) }
        return parts.isEmpty || prepared.count < parts.count ? nil : prepared.joined(separator: " ")
    }

    /// One part of a name.
    static func part(_ text: String, isMapped: Bool) -> String? {
        guard let once = rules(text, isMapped: isMapped), rules(once, isMapped: isMapped) == once else { return nil }
        let scalars = Array(once.unicodeScalars.map(\.value))
        let isAllowed = scalars.indices.allSatisfy { IdentifierClass.allows(scalars, at: $0) }
        return !scalars.isEmpty && isAllowed ? once : nil
    }

    /// The five rules of RFC 8264, section 7, in their order.
    ///
    /// - Shape: nil where the rule of direction does not hold.
    private static func rules(_ text: String, isMapped: Bool) -> String? {
        let plain = plainWidth(text)
        let name = NormalForm.composed(isMapped ? plain.lowercasedByContext : plain)
        return BidiRule.holds(name.unicodeScalars.map(\.value)) ? name : nil
    }

    private static func plainWidth(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value >= 0x3000 }) else { return text }
        var view = String.UnicodeScalarView()
        view.append(
            contentsOf: text.unicodeScalars.lazy.map { scalar in
                UnicodeTables.plainWidth(of: scalar.value).flatMap(Unicode.Scalar.init) ?? scalar
            })
        return String(view)
    }
}

extension String {
    /// Lower case with the sigma that ends a word, which is the one letter that depends on its neighbours.
    ///
    /// - Source: The Unicode Standard, section 3.13, and SpecialCasing.txt.
    fileprivate var lowercasedByContext: String {
        guard unicodeScalars.contains("Σ") else { return lowercased() }
        let scalars = Array(unicodeScalars)
        var view = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            let isFinal =
                scalar == "Σ" && Self.hasCased(scalars[..<place].reversed())
                && !Self.hasCased(scalars[(place + 1)...])
            view.append(contentsOf: (isFinal ? "ς" : scalar.properties.lowercaseMapping).unicodeScalars)
        }
        return String(view)
    }

    /// Tells whether the next scalar that is not ignored has a case.
    private static func hasCased(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
        scalars.first { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
    }
}
