import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The form by which a reader chooses among the entries of a space, and orders them.
struct EntryFilterBar: PagePart {
    let context: PageContext
    let detail: SpaceDetail
    let query: EntryQuery
    let failure: Failure?

    static let fields = ["kind", "tag", "prefix", "validAt", "order"]

    private var filter: EntryFilter { query.filter }
    private var id: Int64 { detail.space.id }
    private var isChosen: Bool { !filter.isEverything || query.time != .now }
    private var isRefused: Bool { failure?.field.map(Self.fields.contains) == true }

    var html: HTML {
        """
        <details class="sieve"\(attribute: "open", if: isChosen || isRefused)>\
        <summary class="plain">\(Icon.search.html)\(texts[.entriesFilter])</summary>
        <form class="form" action="\(Link.space(id))">\(kinds)
        <div class="three">\(inputs)</div>
        \(kept)<div class="actions"><button class="button">\(texts[.entriesShow])</button>\
        \(isChosen ? all : nil)\(mayDelete ? delete : nil)</div></form></details>
        """
    }

    private var kinds: HTML {
        """
        <fieldset class="field"><legend>\(texts[.entriesKinds])</legend><div class="checks">\(EntryKind.allCases.map { kind in
            """
            <div class="check"><input type="checkbox" id="kind-\(kind.rawValue)" name="kind" value="\(kind.rawValue)"\
            \(attribute: "checked", if: filter.kinds.contains(kind))><label for="kind-\(kind.rawValue)">\(texts[kind])</label></div>
            """ as HTML
        })</div></fieldset>
        """
    }

    private var inputs: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            \(tags(fields))
            \(fields.line(
                "prefix", texts[.entriesPrefix], value: filter.prefix ?? "", attributes: " autocomplete=\"off\""))
            \(fields.line(
                "validAt", texts[.entriesValidAt], value: query.time.validAt.map(texts.isoDay) ?? "", type: "date",
                attributes: FormFields.years))
            \(fields.choice("order", texts[.entriesOrder], value: query.order.rawValue, of: orders))
            """
    }

    /// One field for a tag more; those that were chosen stay until somebody takes their ticks away.
    private func tags(_ fields: FormFields) -> HTML {
        """
        <div class="field">\(fields.line(
            "tag", texts[.entriesTag], value: "", attributes: " autocomplete=\"off\""))\(filter.tags.enumerated().map { place, tag in
            """
            <div class="check"><input type="checkbox" id="tag-\(place)" name="tag" value="\(tag)" checked>\
            <label for="tag-\(place)">\(tag)</label></div>
            """ as HTML
        })</div>
        """
    }

    private var orders: [(value: String, name: String)] {
        EntryQuery.Sorting.allCases.map { ($0.rawValue, texts[name(of: $0)]) }
    }

    private func name(of sorting: EntryQuery.Sorting) -> MemoryText {
        switch sorting {
        case .newest: .entriesNewest
        case .key: .entriesByKey
        case .lastKey: .entriesByLastKey
        }
    }

    /// The parts of the query that the form has no field for.
    private var kept: [HTML] {
        let pairs = [("source", filter.source), ("speaker", filter.speaker), ("knownAt", query.time.knownAt?.rfc3339)]
        return pairs.compactMap { name, value in
            value.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" }
        }
    }

    private var all: HTML { "<a class=\"plain\" href=\"\(Link.space(id))\">\(texts[.entriesShowAll])</a>" }

    private var mayDelete: Bool { mayWrite(in: detail) && !filter.isEverything && query.time == .now }

    private var delete: HTML {
        let link = Link.to("memory", "spaces", id, "clear", query: filter.pairs)
        return "<a class=\"plain danger\" href=\"\(link)\">\(texts[.entriesDelete])</a>"
    }
}
