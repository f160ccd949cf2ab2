import AuthDomain
import Domain
import JSON
import MemoryDomain
import MemoryStore
import SQLite
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@testable import AuthStore
@testable import HouseStore
@testable import Store

/// A site whose people came by events, as everywhere but in tests.
func withToldSite(_ use: (TestSite) async throws -> Void) async throws {
    try await withSite { site in
        try site.store.database.write { [store = site.store, now = site.clock.now] tx in
            for person in Person.allCases.dropFirst() {
                let account = try UserRow.find(person.id, tx).account
                let event = Event(.account(.accountCreated), subject: person.id, actor: .program, at: now) {
                    out in
                    account.write(to: &out)
                }
                try tx.append(event, key: store.eventKey)
            }
        }
        try await use(site)
    }
}

extension TestSite {
    /// Replays the log in a database of its own, which goes with the site.
    func rebuild() throws -> EventRebuild {
        try store.events.rebuild(at: "\(directory)/rebuilt-\(try lastEvent())-\(UInt32.random(in: 0 ... .max)).db")
    }

    /// Two tasks, one with something of everything, one in the trash, and a view.
    func makeOneOfEach(_ change: Change) throws {
        let project = try store.projects.createProject(ProjectDraft(name: "Garden"), by: change).project.id
        _ = try store.projects.setMember("Ben", .editor, of: project, by: change)
        var draft = try TaskDraft(title: "Weed", description: "/memory/1/b", steps: ["Dig"])
        (draft.projectId, draft.labels, draft.assignees) = (project, ["red"], ["Ada"])
        let task = try store.tasks.create(draft, by: change).task
        _ = try store.tasks.addComment("Ask @Ben of /memory/1/a", to: task.id, by: change)
        for title in ["Rest", "Gone"] { _ = try store.tasks.create(try TaskDraft(title: title), by: change) }
        try store.tasks.delete(3, ifVersion: nil, by: change)
        _ = try store.projects.saveView("Mine", "is:mine", by: change)
    }

    func changeProjects(_ change: Change) throws {
        let projects = store.projects
        for name in ["Garden", "House", "Gone"] {
            let id = try projects.createProject(ProjectDraft(name: name, description: "All of it"), by: change).project
                .id
            _ = try projects.setMember("Ben", .viewer, of: id, by: change)
            _ = try projects.setMember("Ben", .owner, of: id, by: change)
            _ = try projects.setMember("Cleo", .editor, of: id, by: change)
            try projects.removeMember(Person.cleo.id, of: id, by: change)
            _ = try projects.updateProject(
                id, ProjectPatch(name: name + "!", isArchived: true), ifVersion: nil, by: change)
        }
        _ = try projects.updateProject(2, ProjectPatch(isArchived: false), ifVersion: nil, by: change)
        try projects.deleteProject(3, ifVersion: nil, by: change)
        let label = try projects.createLabel("Bug", .red, by: change)
        _ = try projects.updateLabel(label.id, name: "bugs", colour: .blue, by: change)
        for name in ["Mine", "Late"] { _ = try projects.saveView(name, "is:mine", by: change) }
        _ = try projects.updateView(1, name: nil, query: "is:open", by: change)
        try projects.deleteView(2, by: change)
    }

    func changeAccounts(_ change: Change) throws {
        let accounts = store.accounts
        for name in ["helper", "passing"] {
            _ = try accounts.createRole(Role(name: name, permissions: [.tasksRead]), by: change)
        }
        _ = try accounts.changeRole("helper", to: [.tasksRead, .tasksWrite], by: change)
        try accounts.removeRole("passing", by: change)
        for (name, owner) in [("Robot", Person.ben), ("Rover", .ada)] {
            _ = try makeAgent(name, role: "helper", of: owner)
        }
        _ = try accounts.setRole("helper", of: Person.cleo.id, by: change)
        _ = try accounts.disableUser(Person.cleo.id, by: change)
        _ = try accounts.disableUser(Person.dot.id, by: change)
        _ = try accounts.enableUser(Person.dot.id, by: change)
        try accounts.changeAppearance(language: "de", theme: nil, timeZone: "Europe/Berlin", by: change)
        try accounts.deleteUser(Person.ben.id, heir: Person.ada.id, by: change)
    }

    /// Spaces, and entries in every way in which they can be written.
    func changeMemory(_ change: Change) throws {
        let memory = store.memory()
        var spaces: [Int64] = []
        for (kind, name) in [(MemorySpace.Kind.personal, "Notes"), (.shared, "House"), (.shared, "Gone")] {
            spaces.append(try memory.createSpace(SpaceDraft(kind: kind, name: name), by: change).space.id)
        }
        for name in ["Ben", "Cleo"] { _ = try memory.setSpaceMember(name, .reader, of: spaces[1], by: change) }
        _ = try memory.setSpaceMember("Ben", .writer, of: spaces[1], by: change)
        try memory.removeSpaceMember(Person.cleo.id, of: spaces[1], by: change)
        _ = try memory.updateSpace(
            spaces[0], SpacePatch(name: "Notes!", retentionDays: .some(9), notesReaders: true), by: change)
        var fields = EntryFields(content: .text("see [[b]]"))
        (fields.tags, fields.importance, fields.source) = (["x", "y"], 7, "talk")
        fields.links = [try MemoryLink(kind: "about", target: "/tasks/1")]
        (fields.validFrom, fields.validUntil) = (Instant(seconds: 0), Instant(seconds: 9_000_000_000))
        for space in spaces {
            _ = try memory.putEntry("a", EntryDraft(fields, saysFrom: true), of: space, by: change)
            _ = try memory.appendEntry("a", " more", of: space, by: change)
            _ = try memory.putEntry("b", EntryDraft(EntryFields(content: .json("{\"a\":1}"))), of: space, by: change)
        }
        var patch = EntryPatch()
        (patch.content, patch.expiresAt) = (
            .object(JSONObject([("b", .integer(2))])), .some(Instant(seconds: 9_000_000_000))
        )
        _ = try memory.patchEntry("b", patch, of: spaces[0], by: change)
        patch = EntryPatch()
        patch.validUntil = .some(Instant(seconds: 8_000_000_000))
        _ = try memory.patchEntry("a", patch, of: spaces[0], by: change)
        _ = try memory.deleteEntry("a", of: spaces[0], by: change)
        _ = try memory.restoreEntry("a", version: 1, of: spaces[0], by: change)
        let undone = try memory.deleteEntries(of: spaces[1], EntryFilter(), count: 2, by: change)
        _ = try memory.undoEntries(undone.change ?? 0, by: change)
        try importVersions(into: spaces[1], by: change)
        try memory.eraseEntry("b", of: spaces[1], by: change)
        try memory.deleteSpace(spaces[2], entries: 2, by: change)
        _ = try memory.setSpaceMember("Ben", .reader, of: spaces[1], by: change)
    }

    /// An entry of somebody elsewhere, with every deed; and one's own, once more.
    private func importVersions(into space: Int64, by change: Change) throws {
        var fields = EntryFields(content: .text("one"))
        fields.tags = ["x"]
        let deeds: [FiledVersion.Deed] = [
            .put(fields), .changed(.appended, fields, .grown(1, by: " two")),
            .changed(.patched, fields, .of(2)), .changed(.patched, fields, .whole), .put(fields),
            .deleted, .restored(2, expiresAt: nil),
        ]
        let lines = deeds.enumerated().map { place, deed in
            let at = Instant(seconds: 1_600_000_000 + Int64(place) * 100)
            return FiledVersion(
                key: "brought", number: Int64(place) + 1, deed: deed, at: at, by: ["Zoe", "Ada", nil][place % 3])
        }
        _ = try store.memory().importLines(
            lines.enumerated().map { SpaceLine($0 + 1, .version($1)) }, into: space, by: change)
    }

    /// Projects, labels, tasks with comments and ties; then the same again, with more to say.
    func importTwice(by change: Change) throws {
        let tasks = store.tasks
        let times = (Instant(seconds: 1_700_000_000), Instant(seconds: 1_700_000_500))
        _ = try tasks.importLabels([ImportedLabel(name: "old", colour: .green)], by: change)
        let project = try ImportedProject(
            number: 41, draft: ProjectDraft(name: "Brought"), members: [("Ben", .editor)], createdAt: times.0,
            archivedAt: times.1)
        let id = try tasks.importProjects([project], by: change).ids[0]
        var items = try ["a", "b"].map { name in
            var draft = try TaskDraft(title: name, status: name == "a" ? .done : .open, externalId: name)
            (draft.labels, draft.projectId) = (["old"], id)
            return ImportedTask(draft: draft, createdAt: times.0, updatedAt: times.1, completedAt: times.1)
        }
        items[0].comments = [ImportedComment(author: "Ben", text: "Hello @Ada", createdAt: times.0, editedAt: nil)]
        let ids = try tasks.importTasks(items, by: change).ids
        var tie = ImportedTies(parents: [.externalId("a")], blockers: [])
        (tie.taskId, tie.name, tie.updatedAt) = (ids[1] ?? 0, "b", times.1)
        _ = try tasks.importTies([tie], by: change)
        var later = ImportedTask(
            draft: items[1].draft, createdAt: times.0, updatedAt: times.1.adding(seconds: 9), completedAt: nil)
        later.draft.description = "More to say"
        later.comments = [ImportedComment(author: "Eve", text: "Well", createdAt: times.1, editedAt: times.1)]
        _ = try tasks.importTasks([later], by: change)
    }
}

extension EventRebuild {
    /// In one line each: the table, the key, and the columns or what else it is.
    var differences: [String] {
        faults
            + tables.flatMap { table in
                table.examples.map { row in
                    let what =
                        switch row.difference {
                        case .notInLog: ["notInLog"]
                        case .missing: ["missing"]
                        case .changed(let columns): columns
                        }
                    return ([table.name] + row.key + what).joined(separator: " ")
                }
            }
    }
}
