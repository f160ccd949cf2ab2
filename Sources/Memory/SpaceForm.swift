import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The form for a new space.
struct SpaceForm: PagePart {
    let context: PageContext
    let agents: [String]
    let projects: [(id: Int64, name: String)]
    let typed: SpaceListPage.Typed?
    let failure: Failure?

    static let fields = ["name", "kind", "projectId", "owner", "retentionDays"]

    var html: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            <section class="card" id="new-space"><h2>\(texts[.spaceNew])</h2>
            <form class="form" method="post" action="/memory/spaces">\(formToken)
            \(fields.line("name", texts[.name], value: typed?.name ?? "", attributes: " autocomplete=\"off\" required"))
            \(fields.choice("kind", texts[.spaceKind], value: typed?.kind ?? "", of: kinds))
            \(agents.isEmpty ? nil : fields.choice("owner", texts[.spaceAgent], value: typed?.owner ?? "", of: owners))
            \(projects.isEmpty ? nil
                : fields.choice("projectId", texts[.spaceProject], value: typed?.projectId ?? "", of: places))
            \(fields.retention(typed?.retentionDays ?? ""))
            <button class="button main">\(texts[.spaceMake])</button></form></section>
            """
    }

    /// Those for which there is somebody, or something.
    private var kinds: [(value: String, name: String)] {
        MemorySpace.Kind.allCases.filter { kind in
            switch kind {
            case .personal, .shared: true
            case .agent: !agents.isEmpty
            case .project: !projects.isEmpty
            }
        }.map { ($0.rawValue, texts.choice($0)) }
    }

    private var none: (value: String, name: String) { ("", texts[.spaceNoChoice]) }

    private var owners: [(value: String, name: String)] { [none] + agents.map { ($0, $0) } }

    private var places: [(value: String, name: String)] { [none] + projects.map { (String($0.id), $0.name) } }
}

extension FormFields {
    /// The days after which entries of a space expire.
    func retention(_ value: String) -> HTML {
        line(
            "retentionDays", texts[.spaceRetention], value: value, hint: texts[.spaceRetentionHint],
            attributes: " inputmode=\"numeric\" autocomplete=\"off\"")
    }
}
