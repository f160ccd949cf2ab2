import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The labels in their colours, how many tasks have each, and the way to change them.
struct LabelListPage: Page {
    let context: PageContext
    let labels: [LabelUse]
    let mayChange: Bool
    /// The input that was not taken: for a label that is there, or for a new one.
    var refused: (id: Int64?, name: String, colour: LabelColour?, failure: Failure)?
    /// The last label of this page, where others follow.
    var next: Int64?
    /// Other labels come before.
    var isLater = false

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.labels])</h1></header>
        <p class="second lead">\(texts[.labelsLead])</p>
        \(labels.isEmpty ? empty : "<ul class=\"tasks top\">\n\(labels.map(row))</ul>" as HTML)
        \(pager)
        \(mayChange ? add : nil)
        """
    }

    private var pager: HTML? {
        guard next != nil || isLater else { return nil }
        let first = isLater ? pageLink(Link("/labels"), .firstPage) : nil
        let next = next.map { pageLink(.to("labels", query: [("after", String($0))]), .nextPage) }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(next)</nav>"
    }

    private func pageLink(_ link: Link, _ text: CommonText) -> HTML {
        "<a class=\"button\" href=\"\(link)\">\(texts[text])</a>"
    }

    private var empty: HTML {
        "<div class=\"empty\"><h2>\(texts[.labelsEmptyTitle])</h2><p>\(texts[.labelsEmptyText])</p></div>"
    }

    private func row(_ one: LabelUse) -> HTML {
        """
        <li class="task label-line" id="label-\(one.label.id)"><span class="tag-place">\(LabelTag(label: one.label).html)</span>
        <span class="facts"><a href="\(LabelTag.link(one.label.name))">\(texts.taskCount(one.count))</a></span>\
        \(mayChange ? edit(one) : nil)</li>

        """
    }

    private func edit(_ use: LabelUse) -> HTML {
        let label = use.label
        let refusal = refused.flatMap { $0.id == label.id ? $0 : nil }
        let address = Link.to("labels", label.id)
        return """
            <details class="step-edit"\(attribute: "open", if: refusal != nil)><summary class="tool" title="\(texts[.edit])">\
            \(Icon.edit.html)<span class="unseen">\(texts.label(texts[.edit], label.name))</span></summary>
            <form class="label-form" method="post" action="\(address)">\(formToken)\
            \(TaskFormPage.patch(version: version(use.version, sentTo: address, refusal?.failure)))
            \(name("name-\(label.id)", refusal?.name ?? label.name, refusal?.failure))
            \(colours("colour-\(label.id)", chosen: refusal?.colour ?? label.colour))
            <button class="button">\(texts[.save])</button>
            <a class="plain danger" href="\(Link.to("labels", label.id, "delete"))">\(texts[.labelDelete])</a></form></details>
            """
    }

    private var add: HTML {
        let refusal = refused.flatMap { $0.id == nil ? $0 : nil }
        return """
            <section class="block new-label"><h2>\(texts[.labelNew])</h2>
            <form class="label-form" method="post" action="/labels">\(formToken)
            \(name("name", refusal?.name ?? "", refusal?.failure))
            \(colours("colour", chosen: refusal?.colour ?? .teal))
            <button class="button main">\(texts[.labelMake])</button></form></section>
            """
    }

    private func name(_ id: String, _ value: String, _ failure: Failure?) -> HTML {
        """
        <div class="field"><label for="\(id)">\(texts[.name])</label>
        <input class="input" dir="auto" id="\(id)" name="name" value="\(value)" \
        autocomplete="off" required\(attribute: "aria-invalid", failure.map { _ in "true" })\
        \(attribute: "aria-describedby", failure.map { _ in "\(id)-error" })>
        \(failure.map { "<p class=\"error\" id=\"\(id)-error\">\(texts.sentence($0))</p>" as HTML })</div>
        """
    }

    /// A swatch for each colour; its name is said, and shown to whoever points at it.
    private func colours(_ id: String, chosen: LabelColour) -> HTML {
        """
        <fieldset class="field"><legend>\(texts[.colour])</legend>
        <div class="swatches">\(LabelColour.allCases.map { colour in
            """
            <label class="swatch tag-\(colour.rawValue)" for="\(id)-\(colour.rawValue)" title="\(texts[colour])">\
            <input type="radio" id="\(id)-\(colour.rawValue)" name="colour" value="\(colour.rawValue)"\
            \(attribute: "checked", if: colour == chosen)><span class="unseen">\(texts[colour])</span></label>
            """ as HTML
        })</div></fieldset>
        """
    }
}

/// The question before a label is taken from all its tasks.
struct LabelDeletePage: Page {
    let context: PageContext
    let use: LabelUse
    var failure: Failure?

    var main: HTML {
        """
        <div class="problem">
        <h1>\(texts.deleteQuestion(use.label.name))</h1>
        \(failure.map { "<p class=\"message bad\" role=\"alert\">\(texts[$0.kind])</p>" as HTML })
        <p class="second">\(texts.labelDeleteConsequence(use.count))</p>
        <form class="actions" method="post" action="\(Link.to("labels", use.id))">\(formToken)\
        <input type="hidden" name="_method" value="DELETE">\(StoredVersion.field(use.version))
        <button class="button danger main">\(texts[.delete])</button>
        <a class="button" href="/labels">\(texts[.deleteKeep])</a></form>
        </div>
        """
    }
}
