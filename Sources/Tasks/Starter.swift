import HTML
import Web

/// A part that a task does not have yet, as a word that opens the field for its first piece.
struct Starter {
    let id: StaticString
    let name: String
    let form: HTML

    var html: HTML {
        """
        <details class="starter"\(attribute: "id", id.description)><summary class="chip">\(Icon.add.html)\(name)</summary>
        \(form)</details>
        """
    }
}

/// A field in which names are typed, by what it offers meanwhile: with scripts all names that are found, without them
/// those of a list in the page.
enum NameField {
    /// With commas between them.
    static func labels(list: StaticString) -> HTML {
        " list=\"\(list.description)\" data-suggest=\"labels\" data-suggest-list autocomplete=\"off\""
    }

    /// - Shape: of those in a project, or of all; `isList` for several with commas between them.
    static func people(in project: Int64? = nil, list: StaticString? = nil, isList: Bool = false) -> HTML {
        """
        \(attribute: "list", list?.description) data-suggest="people"\(attribute: "data-suggest-list", if: isList)\
        \(attribute: "data-suggest-project", project.map(String.init)) autocomplete="off"
        """
    }
}

/// The proposals of a field while somebody types.
struct DataList {
    let id: String
    let values: [String]

    var html: HTML {
        "<datalist id=\"\(id)\">\(values.prefix(PageChoices.limit).map { "<option value=\"\($0)\"></option>" as HTML })</datalist>"
    }
}
