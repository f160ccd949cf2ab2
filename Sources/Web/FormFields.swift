import Domain
import HTML
import Texts

/// The labelled fields of a form, with what is wrong beside the one it belongs to.
package struct FormFields {
    package let texts: Texts
    let failure: Failure?

    package init(texts: Texts, failure: Failure?) {
        self.texts = texts
        self.failure = failure
    }

    /// One line of text.
    ///
    /// - Shape: `attributes` is markup for the `<input>`, such as ` required autofocus`.
    package func line(
        _ name: String, _ label: String, value: String, type: String = "text", hint: String? = nil,
        attributes: HTML = ""
    ) -> HTML {
        field(name, label, hint: hint) { described in
            """
            <input class="input" dir="auto" id="\(name)" name="\(name)" type="\(type)" value="\(value)"\(attributes)\(described)>
            """
        }
    }

    /// Several lines of text.
    package func block(_ name: String, _ label: String, value: String, hint: String? = nil, rows: Int = 8) -> HTML {
        field(name, label, hint: hint) { described in
            // HTML drops the first line break of a textarea, so one that is the text's own needs another before it.
            """
            <textarea class="input" dir="auto" id="\(name)" name="\(name)" rows="\(rows)"\(described)>
            \(value)</textarea>
            """
        }
    }

    /// One of a few.
    package func choice(_ name: String, _ label: String, value: String, of options: [(value: String, name: String)])
        -> HTML
    {
        choice(name, label, value: value, of: options, groups: [])
    }

    /// One of many, in groups below the few that belong to none.
    package func choice(
        _ name: String, _ label: String, value: String, of options: [(value: String, name: String)],
        groups: [(name: String, options: [(value: String, name: String)])]
    ) -> HTML {
        field(name, label, hint: nil) { described in
            """
            <select class="input" id="\(name)" name="\(name)"\(described)>\(list(options, value))\(groups.map { group in
                "<optgroup label=\"\(group.name)\">\(list(group.options, value))</optgroup>" as HTML
            })</select>
            """
        }
    }

    private func list(_ options: [(value: String, name: String)], _ chosen: String) -> [HTML] {
        options.map { option in
            """
            <option value="\(option.value)"\(attribute: "selected", if: option.value == chosen)\(directionOf: option.name)>\(option.name)</option>
            """
        }
    }

    /// A day, and beside it the time where it is not the whole day; that field is called `name` with `Time` behind it.
    ///
    /// - Shape: `kept` is the whole of a time that the two fields show less of.
    package func time(
        _ name: String, _ label: String, day: String, clock: String, kept: String? = nil, hint: String? = nil
    ) -> HTML {
        field(name, label, hint: hint) { described in
            """
            <div class="moment"><input class="input" id="\(name)" name="\(name)" type="date"\(Self.years) value="\(day)"\(described)>
            <label class="unseen" for="\(name)-time">\(texts.clockOf(label))</label>
            <input class="input" id="\(name)-time" name="\(name)Time" type="time" value="\(clock)">\
            \(Self.kept(name, kept))</div>
            """
        }
    }

    /// The years of a day, which the browser asks back itself.
    package static let years: HTML = """
         min="\(CivilDate.enteredYears.lowerBound)-01-01" max="\(CivilDate.enteredYears.upperBound)-12-31"
        """

    /// The rest of a time beyond what its fields show, so that a form in which nobody touched them leaves it as it is.
    package static func kept(_ name: String, _ time: String?) -> HTML? {
        time.map { "<input type=\"hidden\" name=\"\(name)Kept\" value=\"\($0)\">" }
    }

    private func field(_ name: String, _ label: String, hint: String?, control: (HTML) -> HTML) -> HTML {
        let error = error(for: name)
        let described = [error.map { _ in "\(name)-error" }, hint.map { _ in "\(name)-hint" }].compactMap { $0 }
        let attributes: HTML = """
            \(attribute: "aria-invalid", error.map { _ in "true" })\
            \(attribute: "aria-describedby", described.isEmpty ? nil : described.joined(separator: " "))
            """
        return """
            <div class="field"><label for="\(name)">\(label)</label>
            \(control(attributes))
            \(error.map { "<p class=\"error\" id=\"\(name)-error\">\($0)</p>" as HTML })\
            \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\($0)</p>" as HTML })</div>
            """
    }

    /// The failure of the field of that name, with the way to what mends it; nil if nothing is wrong.
    package func error(for name: String) -> HTML? {
        guard let sentence = sentence(for: name) else { return nil }
        guard case .noMember(_, let project)? = failure?.rule else { return HTML(text: sentence) }
        let members = Link.to("projects", project, fragment: "members")
        return "<span>\(sentence) <a href=\"\(members)\">\(texts[.addToProject])</a></span>"
    }

    /// The failure of the field of that name; nil if nothing is wrong.
    package func sentence(for name: String) -> String? {
        guard let failure, failure.field == name else { return nil }
        return texts.sentence(failure)
    }
}
