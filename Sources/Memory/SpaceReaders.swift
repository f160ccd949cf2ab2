import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The accounts that read and write in a space; of a shared one its owner names them.
struct SpaceReaders: PagePart {
    let context: PageContext
    let detail: SpaceDetail
    let candidates: [String]
    let typed: SpaceSettingsPage.Typed?
    let failure: Failure?

    private var space: MemorySpace { detail.space }
    private var address: Link { Link.settings(of: space.id).child("members") }
    private var mayName: Bool { space.kind == .shared && mayManage(detail) }

    var html: HTML {
        """
        <section class="block members" id="members"><h2>\(texts[.spaceMembers])</h2>
        \(sentence.map { "<p class=\"second small\">\($0)</p>" as HTML })
        \(error("role").map { "<p class=\"error\" role=\"alert\">\($0)</p>" as HTML })
        <ul>
        \(space.owner.map(owner))\(detail.members.map(row))</ul>
        \(mayName ? add : nil)
        \(leave)
        </section>
        """
    }

    private var sentence: HTML? {
        switch space.kind {
        case .personal: HTML(text: texts[.spaceReadersPersonal])
        case .agent: HTML(text: texts[.spaceReadersAgent])
        case .project: "\(texts[.spaceReadersProject]) \(project)"
        case .shared: nil
        }
    }

    private var project: HTML? {
        space.projectId.map { "<a href=\"\(Link.to("projects", $0))\">\(texts[.spaceOpenProject])</a>" }
    }

    private func error(_ field: String) -> String? {
        failure.flatMap { $0.field == field ? texts.sentence($0) : nil }
    }

    private func owner(_ owner: AccountName) -> HTML {
        "<li class=\"member\">\(person(owner.name))<span class=\"pill\">\(texts[SpaceRole.owner])</span></li>\n"
    }

    private func row(_ member: SpaceMember) -> HTML {
        """
        <li class="member">\(person(member.account.name))\
        \(mayName ? change(member) : "<span class=\"pill\">\(texts[member.role])</span>")\
        \(mayName ? remove(member) : nil)</li>

        """
    }

    private func person(_ name: String) -> HTML {
        """
        <span class="person"><span class="face" aria-hidden="true">\(name.prefix(1).uppercased())</span>\(name)</span>
        """
    }

    private var version: HTML { StoredVersion.field(space.version) }

    private func change(_ member: SpaceMember) -> HTML {
        let id = "role-\(member.account.id)"
        return """
            <form class="role" method="post" action="\(address)">\(formToken)\(version)\
            <input type="hidden" name="account" value="\(member.account.name)">
            <label class="unseen" for="\(id)">\(texts.label(texts[.role], member.account.name))</label>
            \(roles(id, chosen: member.role))
            <button class="tool" title="\(texts[.spaceRoleChange])" \
            aria-label="\(texts.label(texts[.spaceRoleChange], member.account.name))">\(Icon.check.html)</button></form>
            """
    }

    private func roles(_ id: String, chosen: SpaceRole) -> HTML {
        """
        <select class="input" id="\(id)" name="role">\([SpaceRole.reader, .writer].map { role in
            """
            <option value="\(role.rawValue)"\(attribute: "selected", if: role == chosen)>\(texts[role])</option>
            """ as HTML
        })</select>
        """
    }

    private func remove(_ member: SpaceMember) -> HTML {
        """
        <form method="post" action="\(address.child(member.account.id))">\(formToken)\(version)\(MemoryForm.delete)\
        <button class="tool" title="\(texts[.spaceMemberRemove])" \
        aria-label="\(texts.label(texts[.spaceMemberRemove], member.account.name))">\(Icon.remove.html)</button></form>
        """
    }

    /// Everybody's own way out.
    private var leave: HTML? {
        guard let own = detail.members.first(where: { $0.account.id == caller?.accountId }), space.kind == .shared
        else { return nil }
        return """
            <form class="leave" method="post" action="\(address.child(own.account.id))">\(formToken)\(MemoryForm.delete)\
            <button class="plain">\(texts[.spaceLeave])</button></form>
            """
    }

    private var add: HTML {
        let problem = error("account")
        let inside = Set(detail.members.map(\.account.name))
        let names = candidates.filter { !inside.contains($0) && $0 != space.owner?.name }
        return """
            <form class="member-add" method="post" action="\(address)">\(formToken)\(version)
            <div class="field"><label for="account">\(texts[.spaceMemberAdd])</label>
            <input class="input" dir="auto" id="account" name="account" value="\(newName)" placeholder="\(texts[.name])" \
            list="candidates" data-suggest="people" autocomplete="off" required\
            \(attribute: "aria-invalid", problem.map { _ in "true" })\
            \(attribute: "aria-describedby", problem.map { _ in "account-error" })>
            \(problem.map { "<p class=\"error\" id=\"account-error\">\($0)</p>" as HTML })</div>
            <label class="unseen" for="new-role">\(texts[.role])</label>\
            \(roles("new-role", chosen: typed?.role.flatMap { SpaceRole(rawValue: $0) } ?? .reader))
            <button class="button">\(texts[.spaceMemberAddButton])</button>
            <datalist id="candidates">\(names.prefix(200).map { "<option value=\"\($0)\"></option>" as HTML })</datalist></form>
            """
    }

    /// A name that was typed for somebody who is no member.
    private var newName: String {
        detail.members.contains { $0.account.name == typed?.account } ? "" : typed?.account ?? ""
    }
}
