import Domain

/// The rules that every page of ours keeps, beyond being well formed.
extension Markup {
    /// - Shape: a sentence for each rule that is broken; empty for a good page.
    package func brokenRules() -> [String] {
        let elements = root.all.dropFirst()
        let ids = elements.compactMap { $0["id"] }
        return faults
            + Set(ids).filter { id in ids.count { $0 == id } > 1 }.map { "the id \($0) stands more than once" }
            + elements.flatMap {
                Self.inline($0) + Self.nesting($0) + Self.inexact($0) + unnamed($0) + dangling($0, Set(ids))
            }
            + elements.flatMap(Self.direction)
            + elements.filter { $0["maxlength"] != nil && $0["autocomplete"] != "one-time-code" }
            .map { "<\($0.name) \($0["name"] ?? "")> cuts without a word what is pasted" }
            + root.all("form").flatMap(formFaults)
    }

    /// - Source: the content policy that every answer carries: no style and no script inside the page.
    private static func inline(_ element: MarkupElement) -> [String] {
        let attributes = element.attributes.keys.filter { $0 == "style" || $0.hasPrefix("on") }
        let isScript = element.name == "script" && element["src"] == nil
        return attributes.map { "<\(element.name)> has \($0)" }
            + (element.name == "style" || isScript ? ["<\(element.name)> inside the page"] : [])
    }

    /// The faults of text that is written from right to left and turns round what stands beside it, and of fields that do
    /// not follow what is typed into them.
    private static func direction(_ element: MarkupElement) -> [String] {
        let isField =
            element.name == "textarea"
            || element.name == "input" && [nil, "text", "search"].contains(element["type"])
        if isField, element["dir"] == nil { return ["<\(element.name) \(element["name"] ?? "")> has no direction"] }
        // A browser would take the direction of the text in the sentence for that of the sentence.
        if element.name == "bdi", element.ownText.contains("\u{2068}") {
            return ["<bdi> around a sentence: \(element.ownText.prefix(40))"]
        }
        // Nothing but text can be in it.
        guard element.name != "title", element.ownText.turnsRightToLeft,
            !([element] + element.ancestors).contains(where: { $0.name == "bdi" || $0["dir"] == "auto" })
        else { return [] }
        return ["<\(element.name)> is turned round by \(element.ownText.prefix(40))"]
    }

    /// The faults of nesting: what the parser of a browser would take apart, and what cannot be pressed.
    private static func nesting(_ element: MarkupElement) -> [String] {
        let above = Set(element.ancestors.map(\.name))
        let blocks: Set = ["p", "div", "section", "form", "ul", "ol", "dl", "h1", "h2", "h3"]
        var faults: [String] = []
        if blocks.contains(element.name), above.contains("p") { faults.append("<\(element.name)> in <p>") }
        if element.name == "form", above.contains("form") { faults.append("<form> in <form>") }
        if ["a", "button", "input"].contains(element.name), !above.isDisjoint(with: ["a", "button"]) {
            faults.append("<\(element.name)> in a link or button")
        }
        if element.name == "li", !["ul", "ol"].contains(element.parent?.name) { faults.append("<li> outside a list") }
        return faults
    }

    /// The fault of a time in words that nobody can look up.
    private static func inexact(_ element: MarkupElement) -> [String] {
        guard element.name == "time" else { return [] }
        return ["datetime", "title"].filter { element[$0]?.isEmpty != false }.map { "<time> has no \($0)" }
    }

    /// The fault of an element that a screen reader could not name.
    private func unnamed(_ element: MarkupElement) -> [String] {
        let isNamed =
            switch element.name {
            case "input" where element["type"] == "hidden": true
            case "input", "select", "textarea": element["aria-label"] != nil || hasLabel(element)
            case "button", "a": element["aria-label"] != nil || !element.text.isEmpty
            case "img": element["alt"] != nil
            case "html": element["lang"] != nil
            default: true
            }
        return isNamed ? [] : ["<\(element.name) \(element["name"] ?? element["href"] ?? "")> has no name"]
    }

    private func hasLabel(_ element: MarkupElement) -> Bool {
        guard let id = element["id"] else { return false }
        return root.all("label").contains { $0["for"] == id && !$0.text.isEmpty }
    }

    /// References to elements that are not there.
    private func dangling(_ element: MarkupElement, _ ids: Set<String>) -> [String] {
        var references = [element["for"], element["form"]].compactMap { $0 }
        references += (element["aria-describedby"] ?? "").split(separator: " ").map(String.init)
        if let link = element["href"], link.hasPrefix("#") { references.append(String(link.dropFirst())) }
        return references.filter { !ids.contains($0) }.map { "<\(element.name)> points to \($0), which is not there" }
    }

    /// A form that changes something carries the token, and one that a person sees can be sent without a script.
    private func formFaults(_ form: MarkupElement) -> [String] {
        let inputs = form.all("input")
        var faults: [String] = []
        if form["method"] == "post", !inputs.contains(where: { $0["name"] == "formToken" }) {
            faults.append("a form to \(form["action"] ?? "many places") carries no form token")
        }
        if inputs.contains(where: { $0["type"] != "hidden" }), form.all("button").isEmpty {
            faults.append("a form to \(form["action"] ?? "") has no button")
        }
        return faults
    }
}
