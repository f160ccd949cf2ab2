import Domain
import HTML
import Testing
import TestingElwosa
import Texts

@testable import Web

@Suite("The menu")
struct MenuTests {
    @Test("offers the ways into every area, in their order, and those that ask for a permission to whoever has it")
    func ways() {
        let everybody = ["/", "/tasks?q=is%3Aopen", "/board", "#menu"]
        #expect(Self.ways([.tasksRead]) == everybody + ["#main"])
        #expect(Self.ways([.tasksWrite]) == everybody.dropLast(2) + ["/tasks/new", "/board", "#menu", "#main"])
        #expect(Self.ways([.auditRead]) == everybody + ["/audit", "#main"])
        #expect(Self.ways([.usersManage, .auditRead]) == everybody + ["/users", "/roles", "/audit", "#main"])
    }

    @Test("marks the nearest entry above a page, and the very one before that")
    func marks() {
        let marks = [
            "/": "/", "/account": nil, "/board?by=priority": "/board", "/boards": nil, "/tasks/7": "/tasks?q=is%3Aopen",
            "/tasks/new": "/tasks/new", "/tasks/new?project=3": "/tasks?q=is%3Aopen", "/users/3/tokens": "/users",
            "/tasks?q=label%3Abug": "/tasks?q=label%3Abug", "/audit?area=auth": "/audit",
        ]
        for (page, mark) in marks {
            let found = Self.links(page, Set(Permission.allCases)).filter { $0["aria-current"] != nil }
            #expect(found.map { $0["href"] } == (mark.map { [$0] } ?? []), "\(page)")
            #expect(found.allSatisfy { $0["aria-current"] == (mark == page ? "page" : "true") }, "\(page)")
        }
    }

    private static func ways(_ permissions: Set<Permission>) -> [String] {
        links("/account", permissions).compactMap { $0["href"] }.filter { $0 != "/tasks?q=label%3Abug" }
    }

    private static func links(_ page: String, _ permissions: Set<Permission>) -> [MarkupElement] {
        var frame = FrameMenu()
        frame.sections = [.init(nil, [.init("Bugs", .to("tasks", query: [("q", "label:bug")]))])]
        let menu = Menu(texts: Texts(.english), here: page, permissions: permissions, frame: frame)
        return Markup(menu.html.text).root.all("a")
    }
}
