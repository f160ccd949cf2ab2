import Domain
import JSON
import Store
import Testing
import TestingElwosa

@Suite("Addresses of lists")
struct ListParameterTests {
    @Test(
        "that are broken are 400, naming the parameter and where it can be told the place",
        arguments: [
            ("/tasks?q=is:opne", "q", "character 4"), ("/tasks?q=due%3C", "q", "character"),
            ("/tasks?q=(is:open", "q", "character 1"), ("/tasks?q=%5B%5D", "q", "character 1"),
            ("/tasks?q=%FF", "query", ""), ("/tasks?limit=0", "limit", ""), ("/tasks?limit=201", "limit", ""),
            ("/tasks?limit=x", "limit", ""), ("/tasks?limit=1&limit=2", "limit", ""),
            ("/tasks?fields=id,titel", "fields", ""),
            ("/tasks?fields=", "fields", ""), ("/tasks?after=x", "after", ""), ("/tasks?after=W10", "after", ""),
            ("/tasks?after=eyJhIjoxfQ", "after", ""), ("/tasks?sort=due", "sort", ""),
            ("/tasks?status=closed", "status", ""),
            ("/tasks?q=sort:due&after=WzFd", "after", ""), ("/tasks/changes?after=x", "after", ""),
            ("/tasks/changes?limit=501", "limit", ""), ("/tasks/1/history?before=x", "before", ""),
            ("/trash?limit=0", "limit", ""),
            ("/projects?archived=maybe", "archived", ""), ("/projects?x=1", "x", ""),
        ])
    func broken(address: String, field: String, place: String) async throws {
        try await withSite { site in
            try site.make(.task(), by: .ada)
            let reply = try site.get(address, as: .ada)
            #expect(reply.status == 400 && reply["field"] == .string(field), "\(reply.text)")
            #expect(reply.text.contains(place))
        }
    }

    @Test("take the members that are asked for, and no others")
    func members() async throws {
        try await withSite { site in
            try site.make(.task("One"), by: .ada)
            let reply = try site.get("/tasks?fields=title,id", as: .ada)
            #expect(reply.text == #"{"tasks":[{"id":1,"title":"One"}],"next":null}"#)
        }
    }
}
