import Domain
import JSON
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("Handing tasks out")
struct ExportTests {
    @Test(
        "a table has every cell as it is, and nothing that a spreadsheet would carry out",
        arguments: [
            ("Plain", "Plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("=1+1", "'=1+1"),
            ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("＝1", "'＝1"), ("a=1", "a=1"),
            ("=\"x\",y", "\"'=\"\"x\"\",y\""),
        ])
    func cells(title: String, cell: String) async throws {
        try await withSite { site in
            try site.make(.task(title, description: "Two\nlines"))
            let table = try site.store.exported(CSVExport.self)
            #expect(table.hasPrefix(Self.head + "1,\(cell),\"Two\nlines\",open,normal,"))
            #expect(table.hasSuffix("\r\n"))
        }
    }

    private static let head =
        "id,title,description,status,priority,project,inbox,parentId,labels,assignees,startAt,dueAt,waitUntil,"
        + "estimateMinutes,location,stepsDone,steps,blockedBy,externalId,createdAt,updatedAt,completedAt\r\n"

    @Test("formulas in names, descriptions, labels and behind spaces are guarded as well")
    func formulas() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            var draft = try TaskDraft(title: "Task", description: "  =2+3", externalId: "@x")
            draft.labels = ["=cmd"]
            draft.plan.location = "=1"
            draft.projectId = try site.store.projects.createProject(ProjectDraft(name: "+P"), by: change).project.id
            try site.make(draft, by: .ada)
            let row = try site.store.exported(CSVExport.self).split(separator: "\r\n")[1]
            #expect(
                row.hasPrefix("1,Task,'  =2+3,open,normal,'+P,,,'=cmd,,") && row.contains(",'=1,0,0,")
                    && row.contains(",'@x,"))
        }
    }

    @Test("the address streams what the caller may see, as a file")
    func address() async throws {
        try await withSite { site in
            for number in 1...450 {
                try site.make(.task("Task \(number)", status: number > 440 ? .done : .open), by: .cleo)
            }
            let table = try site.get("/tasks/export?format=csv&q=is:open%20sort:created", as: .cleo)
            #expect(table.status == 200 && table.header("Content-Type") == "text/csv; charset=utf-8; header=present")
            #expect(table.header("Content-Disposition") == "attachment; filename=\"elwosa.csv\"")
            #expect(table.header("Cache-Control") == "private, no-store")
            let rows = table.text.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",")[1] }
            #expect(rows.count == 440 && Set(rows) == Set((1...440).map { "Task \($0)" }))
            let whole = try site.get("/tasks/export?format=json", as: .cleo)
            #expect(whole.header("Content-Disposition") == "attachment; filename=\"elwosa.jsonl\"")
            #expect(whole.text == (try site.store.exported(for: Person.cleo.caller)))
        }
    }

    @Test(
        "what is asked for in the wrong way is refused before anything is sent",
        arguments: [
            ("", 400, "format"), ("?format=xml", 400, "format"), ("?format=csv&q=lable:x", 400, "q"),
            ("?format=csv&colour=red", 400, "colour"),
        ])
    func refused(query: String, status: Int, field: String) async throws {
        try await withSite { site in
            let reply = try site.get("/tasks/export\(query)", as: .ada)
            #expect(reply.status == status && reply["field"] == .string(field))
            #expect(try site.get("/tasks/export\(query)").status == 401)
        }
    }
}
