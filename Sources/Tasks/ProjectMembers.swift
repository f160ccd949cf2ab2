import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The members of a project and their roles; an owner decides on it, everybody may leave.
struct ProjectMembers: PagePart {
    let context: PageContext
    let detail: ProjectDetail
    let candidates: [AccountName]
    let failure: Failure?
    /// The name and role that were typed and not taken.
    var typed = ProjectPage.Typed()

    private var address: Link { Link.to("projects", detail.project.id, "members") }
    private var isOwner: Bool { may(.tasksWrite) && (detail.summary.role ?? .owner) == .owner }

    var html: HTML {
        """
        <section class="card members" id="members"><h2>\(texts[.members]) <span class="count">\(detail.members.count)</span></h2>
        \(error("role").map { "<p class=\"error\" role=\"alert\">\($0)</p>" as HTML })
        <ul>
        \(detail.members.map(row))</ul>
        \(isOwner ? add : nil)
        \(leave)
        </section>
        """
    }

    private func error(_ field: String) -> String? {
        failure.flatMap { $0.field == field ? texts.sentence($0) : nil }
    }

    private func row(_ member: ProjectMember) -> HTML {
        """
        <li class="member">\(Face(name: member.account.name).withName)\
        \(isOwner ? change(member) : "<span class=\"pill\">\(texts[member.role])</span>")\
        \(isOwner && member.account.id != caller?.accountId ? remove(member) : nil)</li>

        """
    }

    private var version: HTML { StoredVersion.field(detail.project.version) }

    /// Where another role was chosen and not taken, that one is chosen still, and the stored one stands beside it.
    private func change(_ member: ProjectMember) -> HTML {
        let id = "role-\(member.account.id)"
        let chosen = typed.account == member.account.name ? typed.role.flatMap { ProjectRole(rawValue: $0) } : nil
        return """
            \(chosen.map { $0 == member.role ? nil : "<span class=\"pill\">\(texts[member.role])</span>" as HTML? } ?? nil)\
            <form class="role" method="post" action="\(address)">\(formToken)\(version)\
            <input type="hidden" name="account" value="\(member.account.name)">
            <label class="unseen" for="\(id)">\(texts.label(texts[.role], member.account.name))</label>
            \(roles(id, chosen: chosen ?? member.role))
            <button class="tool" title="\(texts[.roleChange])" \
            aria-label="\(texts.label(texts[.roleChange], member.account.name))">\(Icon.check.html)</button></form>
            """
    }

    private func roles(_ id: String, chosen: ProjectRole) -> HTML {
        """
        <select class="input" id="\(id)" name="role">\(ProjectRole.allCases.map { role in
            """
            <option value="\(role.rawValue)"\(attribute: "selected", if: role == chosen)>\(texts[role])</option>
            """ as HTML
        })</select>
        """
    }

    private func remove(_ member: ProjectMember) -> HTML {
        """
        <form method="post" action="\(address.child(member.account.id))">\(formToken)\(version)\
        <input type="hidden" name="_method" value="DELETE">\
        <button class="tool" title="\(texts[.memberRemove])" \
        aria-label="\(texts.label(texts[.memberRemove], member.account.name))">\(Icon.remove.html)</button></form>
        """
    }

    /// Everybody's own way out.
    private var leave: HTML? {
        guard may(.tasksWrite), let own = detail.members.first(where: { $0.account.id == caller?.accountId })
        else { return nil }
        return """
            <form class="leave" method="post" action="\(address.child(own.account.id))">\(formToken)\
            <input type="hidden" name="_method" value="DELETE">\
            <button class="plain">\(texts[.memberLeave])</button></form>
            """
    }

    private var add: HTML {
        let problem = error("account")
        return """
            <form class="member-add" method="post" action="\(address)">\(formToken)\(version)
            <div class="field"><label for="account">\(texts[.memberAdd])</label>
            <input class="input" dir="auto" id="account" name="account" value="\(newName)" placeholder="\(texts[.name])"\
            \(NameField.people(list: "candidates")) required\(attribute: "aria-invalid", problem.map { _ in "true" })\
            \(attribute: "aria-describedby", problem.map { _ in "account-error" })>
            \(problem.map { "<p class=\"error\" id=\"account-error\"><span>\($0)\(invite)</span></p>" as HTML })</div>
            <label class="unseen" for="new-role">\(texts[.role])</label>\(roles("new-role", chosen: typed.role.flatMap { ProjectRole(rawValue: $0) } ?? .editor))
            <button class="button">\(texts[.add])</button>
            \(DataList(id: "candidates", values: outside.map(\.name)).html)</form>
            """
    }

    /// For whoever may make accounts, where nobody has the name.
    private var invite: HTML? {
        guard case .nobody? = failure?.rule, may(.usersManage) else { return nil }
        return " <a href=\"/users/new\">\(texts[.invite])</a>"
    }

    /// A name that was typed for somebody who is no member.
    private var newName: String {
        detail.members.contains { $0.account.name == typed.account } ? "" : typed.account ?? ""
    }

    private var outside: [AccountName] {
        let inside = Set(detail.members.map(\.account.id))
        return candidates.filter { !inside.contains($0.id) }
    }
}
