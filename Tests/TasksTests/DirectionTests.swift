import AreaTables
import AuthDomain
import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa
import Web

/// Texts from right to left on pages whose own words go from left to right.
@Suite("Texts from right to left")
struct DirectionTests {
    /// Everything that has a text has one in Hebrew or Arabic, and nothing but that.
    private func furnish(_ site: TestSite) throws {
        let change = Change(by: Person.ada.caller, at: site.clock.now)
        let agent = try site.makeAgent("עדה", of: .ada)
        let project = try ProjectDraft(name: "גינה", description: "תיאור הגינה")
        let id = try site.store.projects.createProject(project, by: change).project.id
        _ = try site.store.projects.setMember("עדה", .editor, of: id, by: change)
        var draft = try TaskDraft.task(
            "לקנות חלב", description: "רשימה:\n\n- [ ] חלב\n\n[^1]\n\n[^1]: הערה", steps: ["שלב"])
        (draft.projectId, draft.labels, draft.assignees) = (id, ["דחוף"], ["עדה"])
        let task = try site.make(draft, by: .ada)
        _ = try site.store.tasks.addComment("תגובה", to: task.id, by: change)
        var below = try TaskDraft.task("مهمة فرعية")
        (below.projectId, below.parentId, below.blockedBy) = (id, task.id, [])
        let child = try site.make(below, by: .ada)
        _ = try site.patch(
            "/tasks/\(task.id)", json: #"{"title":"לקנות לחם","blockedBy":[\#(child.id)],"location":"שוק"}"#, as: .ada)
        _ = try site.post("/views", json: #"{"name":"שלי","query":"project:גינה"}"#, as: .ada)
        _ = try site.post("/labels", json: #"{"name":"בית"}"#, as: .ada)
        _ = try site.post("/tasks", json: #"{"title":"בתיבה"}"#, as: .ada)
        try site.store.tasks.delete(site.make(.task("נמחק"), by: .ada).id, ifVersion: nil, by: change)
        _ = try site.post(
            "/memory/spaces", json: #"{"kind":"shared","name":"זיכרון"}"#, as: .ada)
        _ = try site.post(
            "/memory/1",
            json: #"{"key":"בית","content":"גר ב[[עיר]]","tags":["כתובת"],"source":"שיחה","speaker":"עדה"}"#, as: .ada)
        _ = try site.post("/memory/1", json: #"{"key":"1","content":"עיר"}"#, as: .ada)
        #expect(agent > 0)
    }

    /// The pages of all areas, each with numbers that are there, and some of their variants.
    private static let pages =
        Set(AreaName.allRoutes.filter { $0.method == .get }.map(\.pattern)).sorted().map {
            $0.replacing("{name}", with: "member").replacing("/users/{id}", with: "/users/6").replacing(
                "{id}", with: "1"
            )
            .replacing("{space}", with: "1").replacing("{key}", with: "1").replacing("{comment}", with: "1").replacing(
                "{mark}", with: "1"
            ).replacing("{token}", with: "1")
        } + [
            "/board?by=project", "/board?by=assignee", "/tasks?q=%D7%9C%D7%A7%D7%A0%D7%95%D7%AA", "/tasks?pick=all",
            "/tasks?q=project:%D7%92%D7%99%D7%A0%D7%94", "/tasks/new?title=%D7%90&projectId=1",
            "/memory/1/%D7%91%D7%99%D7%AA", "/memory/1/%D7%91%D7%99%D7%AA/versions", "/tasks/2", "/tasks/3",
            "/tasks?q=%D7%90%D7%91:%D7%90", "/tasks/1?change=1",
        ]

    @Test("keep their order, and the words beside them theirs, on every page of every area")
    func everyPage() async throws {
        try await withSite { site in
            try furnish(site)
            var shown = 0
            for page in Self.pages {
                let reply = try site.get(page, as: .ada, wants: .page)
                guard reply.text.hasPrefix("<!doctype html>") else { continue }
                let markup = reply.markup
                if reply.text.hasRightToLeft { shown += 1 }
                #expect(markup.brokenRules() == [], "\(page)")
                #expect(markup.root.all.flatMap(Self.mixed) == [], "\(page)")
            }
            #expect(shown >= 30)
        }
    }

    /// Sign by sign: a regular expression is read anew each time, which for all elements of all pages takes longer than
    /// the pages.
    private static func outsideIsolates(_ text: String) -> String {
        var (outside, isolated) = (String.UnicodeScalarView(), String.UnicodeScalarView())
        for sign in text.unicodeScalars {
            if sign == "\u{2068}" || !isolated.isEmpty {
                isolated.append(sign)
                if sign == "\u{2069}" { isolated.removeAll() }
            } else {
                outside.append(sign)
            }
        }
        // What is begun and not ended isolates nothing.
        return String(outside) + String(isolated)
    }

    /// The texts in which words of the page stand beside somebody's without an isolate around those.
    private static func mixed(_ element: MarkupElement) -> [String] {
        guard !["title", "textarea", "option", "pre", "code"].contains(element.name) else { return [] }
        let beside = outsideIsolates(element.ownText)
        let hasWords = beside.unicodeScalars.contains { $0.isASCII && $0.properties.isAlphabetic }
        // A query is somebody's text with words of its own.
        return beside.hasRightToLeft && hasWords && beside != "project:גינה" ? [beside] : []
    }
}
