import Domain
import Input

/// A list of names in a form beside what the form showed of it: what was added, and what was taken away.
package struct ListEdit: Equatable {
    /// Behind the name of a list: the field that says what was shown.
    package static let suffix = "Shown"

    package let added: [String]
    package let removed: [String]

    package init(from shown: [String], to sent: [String]) {
        added = Self.names(sent, without: shown)
        removed = Self.names(shown, without: sent)
    }

    /// The list that the edit makes of one to which others may have added since.
    package func applied(to stored: [String]) -> [String] {
        let kept = Self.names(stored, without: removed)
        return kept + Self.names(added, without: kept)
    }

    /// In whatever case of the letters.
    private static func names(_ names: [String], without others: [String]) -> [String] {
        let known = Set(others.map { $0.lowercased() })
        return names.filter { !known.contains($0.lowercased()) }
    }
}

extension Fields {
    /// nil where it is no form, or one that does not say what it showed: then the list is meant as a whole.
    package mutating func edit(of name: String) throws(Failure) -> ListEdit? {
        guard isForm, let shown = try names(name + ListEdit.suffix), let sent = try names(name) else { return nil }
        return ListEdit(from: shown, to: sent)
    }
}
