import Domain
import HTML
import Input
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The spaces that the reader reaches, what was changed in them lately, and the form for a new one.
struct SpaceListPage: Page {
    let context: PageContext
    let spaces: [SpaceSummary]
    let recent: [LocatedChange]
    /// Names of the reader's agents.
    let agents: [String]
    /// Projects in which the reader may make a space.
    let projects: [(id: Int64, name: String)]
    let typed: Typed?
    let failure: Failure?

    /// The values that were typed and not taken; nil where a field was not sent.
    struct Typed {
        var name, kind, projectId, owner, retentionDays: String?

        init(_ fields: Fields) {
            name = fields.typed("name")
            kind = fields.typed("kind")
            projectId = fields.typed("projectId")
            owner = fields.typed("owner")
            retentionDays = fields.typed("retentionDays")
        }
    }

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.memory])</h1></header>
        <p class="second lead">\(texts[.memoryLead])</p>
        \(MemoryForm.unplaced(failure, fields: SpaceForm.fields, texts))
        <div class="columns">
        <div class="story">
        \(spaces.isEmpty ? nil : QuestionField(texts: texts).html)
        \(spaces.isEmpty ? empty : groups)
        </div>
        <aside class="beside-column">
        \(spaces.isEmpty ? nil : changes)
        \(may(.memoryWrite) ? form.html : nil)
        </aside>
        </div>
        """
    }

    private var form: SpaceForm {
        SpaceForm(context: context, agents: agents, projects: projects, typed: typed, failure: failure)
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(texts[.memoryEmptyTitle])</h2>
        <p>\(texts[may(.memoryWrite) ? .memoryEmptyText : .memoryEmptyReader])</p>
        \(may(.memoryWrite) ? "<a class=\"button main\" href=\"#new-space\">\(texts[.spaceMake])</a>" as HTML : nil)</div>
        """
    }

    private var groups: HTML {
        let groups = MemorySpace.Kind.allCases.map { kind in (kind, spaces.filter { $0.space.kind == kind }) }
        return "\(groups.filter { !$0.1.isEmpty }.map(group))"
    }

    private func group(_ kind: MemorySpace.Kind, _ spaces: [SpaceSummary]) -> HTML {
        """
        <section class="group"><h2>\(texts.spaces(of: kind))</h2>
        <ul class="tasks">
        \(spaces.map(row))</ul></section>

        """
    }

    private func row(_ one: SpaceSummary) -> HTML {
        """
        <li class="task bare space-line"><a class="title" href="\(Link.space(one.id))">\(one.space.name)</a>\
        <span class="facts">\(owner(one))\(project(one.space))\
        \(one.space.retentionDays.map { "<span>\(texts.keptFor(days: $0))</span>" as HTML })\
        \(one.role == .owner ? nil : "<span class=\"pill\">\(texts[one.role])</span>" as HTML)\
        <span>\(texts.entryCount(one.size.entries))</span></span></li>

        """
    }

    /// Said where it is somebody else, or one of the reader's agents.
    private func owner(_ one: SpaceSummary) -> HTML? {
        guard let owner = one.space.owner, owner.id != caller?.accountId else { return nil }
        return "<span>\(texts.ownedBy(owner.name))</span>"
    }

    private func project(_ space: MemorySpace) -> HTML? {
        guard let name = projects.first(where: { $0.id == space.projectId })?.name, name != space.name
        else { return nil }
        return "<span>\(name)</span>"
    }

    private var changes: HTML {
        """
        <section class="card"><h2>\(texts[.memoryRecent])</h2>
        \(recent.isEmpty ? "<p class=\"quiet small\">\(texts[.memoryRecentNone])</p>" as HTML
            : "<ul class=\"events\">\n\(recent.map(change))</ul>")
        <p class="ways-out"><a class="plain" href="\(Link.tail)">\(texts[.memoryTail])</a>
        <a class="plain" href="/memory/context">\(texts[.memoryContext])</a>
        <a class="plain" href="\(Link.expiring())">\(texts[.memoryExpiring])</a></p></section>
        """
    }

    private func change(_ one: LocatedChange) -> HTML {
        """
        <li><span>\(one.name)\
        <br><a class="quiet" href="\(Link.space(one.space.id))">\(one.space.name)</a></span>\
        \(texts.moment(one.change.at, now: now))</li>

        """
    }
}
