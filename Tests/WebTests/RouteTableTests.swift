import Domain
import Testing

@testable import Web

struct RouteTableTests {
    private func table(_ lines: (Method, String)...) -> RouteTable {
        RouteTable(
            lines.map { method, pattern in
                Route(method, pattern, needs: .nobody) { (_) throws(Failure) in Response(.ok) }
            })
    }

    private func found(_ table: RouteTable, _ method: Method, _ target: String) throws -> String {
        switch table.match(method, try Path(target: target)) {
        case .found(let route): route.name
        case .otherMethod(let methods): methods.map(\.rawValue).sorted().joined(separator: " ")
        case .unknown: "-"
        }
    }

    @Test("an address is matched whole, segment by segment")
    func whole() throws {
        let table = table((.get, "/"), (.get, "/tasks"), (.get, "/tasks/{id}"), (.get, "/tasks/{id}/steps/{step}"))
        #expect(try found(table, .get, "/") == "GET /")
        #expect(try found(table, .get, "/tasks") == "GET /tasks")
        #expect(try found(table, .get, "/tasks/7") == "GET /tasks/{id}")
        #expect(try found(table, .get, "/tasks/7/steps/8") == "GET /tasks/{id}/steps/{step}")
        for target in ["/task", "/Tasks", "/tasks/7/steps", "/tasks/7/8/9", "/tasks/7/steps/8/9", "/7"] {
            #expect(try found(table, .get, target) == "-")
        }
    }

    @Test("a literal is meant before a parameter, wherever it stands and however the table is ordered")
    func literalFirst() throws {
        let lines: [(Method, String)] = [
            (.get, "/a/{x}/{y}"), (.get, "/a/{x}/edit"), (.get, "/a/new/{y}"), (.get, "/{z}/b/edit"),
        ]
        for shift in lines.indices {
            let table = RouteTable(
                (lines[shift...] + lines[..<shift]).map { method, pattern in
                    Route(method, pattern, needs: .nobody) { (_) throws(Failure) in Response(.ok) }
                })
            #expect(try found(table, .get, "/a/1/edit") == "GET /a/{x}/edit")
            #expect(try found(table, .get, "/a/new/edit") == "GET /a/new/{y}")
            #expect(try found(table, .get, "/a/1/2") == "GET /a/{x}/{y}")
            #expect(try found(table, .get, "/a/b/edit") == "GET /a/{x}/edit")
            #expect(try found(table, .get, "/c/b/edit") == "GET /{z}/b/edit")
        }
    }

    @Test("an address that answers other methods names them, HEAD beside GET")
    func otherMethod() throws {
        let table = table((.get, "/a"), (.post, "/a"), (.delete, "/a/{x}"), (.get, "/a/new"))
        #expect(try found(table, .put, "/a") == "GET HEAD POST" && found(table, .delete, "/a") == "GET HEAD POST")
        #expect(try found(table, .get, "/a/1") == "DELETE" && found(table, .head, "/a/1") == "DELETE")
        #expect(try found(table, .delete, "/a/new") == "GET HEAD")
    }

    @Test("HEAD is answered where GET is")
    func head() throws {
        #expect(try found(table((.get, "/a")), .head, "/a") == "GET /a")
    }

    @Test("a table without a line knows no address")
    func empty() throws {
        #expect(try found(RouteTable([]), .get, "/") == "-" && found(RouteTable([]), .get, "/a/b") == "-")
    }

    @Test("a parameter's value is the decoded segment")
    func values() throws {
        let route = Route(.get, "/a/{x}/b/{y}", needs: .nobody) { (_) throws(Failure) in Response(.ok) }
        #expect(route.values(in: try Path(target: "/a/%C3%A4/b/7")) == ["x": "ä", "y": "7"])
        #expect(route.name == "GET /a/{x}/b/{y}")
        #expect([Requirement.nobody, .thisMachine, .tasksWrite].map(\.name) == ["-", "this machine", "tasks:write"])
        #expect([Requirement.anySession, .anyFreshSession].map(\.name) == ["any session", "any session, fresh"])
    }
}
