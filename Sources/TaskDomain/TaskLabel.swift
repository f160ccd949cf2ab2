import Domain

/// A word that tasks are marked with, in every project.
package struct TaskLabel: Identifiable, Sendable, Hashable {
    package let id: Int64
    package var name: String
    package var colour: LabelColour

    package init(id: Int64, name: String, colour: LabelColour) {
        self.id = id
        self.name = name
        self.colour = colour
    }
}

/// A label, and how it stands.
package struct LabelUse: Identifiable, Sendable, Equatable {
    package let label: TaskLabel
    /// Tasks with it that the caller may see.
    package let count: Int
    /// Begins at 1 and grows with every change of name or colour.
    package let version: Int64

    package var id: Int64 { label.id }

    package init(label: TaskLabel, count: Int, version: Int64 = 1) {
        self.label = label
        self.count = count
        self.version = version
    }
}

/// The colours that a label can have: few, so that each can be read on its ground in light and in dark.
package enum LabelColour: String, CaseIterable, Sendable {
    case grey, green, teal, blue, violet, pink, red, orange, yellow

    /// The colour of a label that nobody has chosen one for: always the same for the same name.
    package static func usual(for name: String) -> LabelColour {
        let sum = name.lowercased().utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
        return allCases[sum % allCases.count]
    }
}

package enum LabelRules {
    package static let nameLimit = 50
    /// Labels of the house, whoever made them.
    package static let countLimit = 5_000
    /// Those of one maker: one account does not use up what all share.
    package static let makerLimit = 1_000
    /// Labels that one request may make on its way, by naming them.
    package static let newLimit = 100

    /// - Errors: `.invalid`: 1 to 50 characters on one line, without a comma, which separates labels where they are
    ///   typed.
    package static func name(_ text: String, field: String = "name") throws(Failure) -> String {
        let name = try TextRules.line(text, field: field, limit: nameLimit)
        guard !name.unicodeScalars.contains(",") else { throw Failure(.noComma, field: field) }
        return name
    }

    /// The key by which names are one: `Bug` and `bug` are, `Bär` and `Bar` are not. Characters that nobody sees do not
    /// tell two names apart; joiners do, since they change what is seen.
    package static func key(of name: String) -> String {
        let lower = NormalForm.composed(name).lowercased()
        guard lower.unicodeScalars.contains(where: \.isUnseen) else { return NormalForm.composed(lower) }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: lower.unicodeScalars.lazy.filter { !$0.isUnseen })
        return NormalForm.composed(String(view))
    }

    /// The key of today, and the one that a label of before the rules for names may have.
    package static func keys(of name: String) -> [String] { [key(of: name), name.lowercased()] }
}

extension Unicode.Scalar {
    fileprivate var isUnseen: Bool {
        !isASCII && properties.isDefaultIgnorableCodePoint && value != 0x200c && value != 0x200d
    }
}
