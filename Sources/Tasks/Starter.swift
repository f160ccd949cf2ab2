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

/// The proposals of a field while somebody types.
struct DataList {
    let id: String
    let values: [String]

    var html: HTML {
        "<datalist id=\"\(id)\">\(values.prefix(PageChoices.limit).map { "<option value=\"\($0)\"></option>" as HTML })</datalist>"
    }
}
