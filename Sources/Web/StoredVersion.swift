import HTML
import Texts

/// The stored version, beside a form in which somebody has typed something else, field by field.
package struct StoredVersion {
    let texts: Texts
    let rows: [(name: String, value: String)]

    package init(texts: Texts, rows: [(name: String, value: String)]) {
        self.texts = texts
        self.rows = rows
    }

    package var html: HTML {
        """
        <div class="message bad" role="alert"><p>\(texts[.conflictBeside])</p>
        <p><b>\(texts[.conflictStored])</b></p>
        <dl class="meta">\(rows.map { row in
            "<dt>\(row.name)</dt><dd>\(row.value.isEmpty ? texts[.nothingSet] : row.value)</dd>" as HTML
        })</dl></div>
        """
    }

    /// The version that a form changes.
    package static func field(_ version: Int64) -> HTML {
        "<input type=\"hidden\" name=\"version\" value=\"\(version)\">"
    }
}
