import Domain
import JSON
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Testing
import TestingElwosa
import Texts

@testable import Tasks

@Suite("Choosing the columns of a table")
struct ImportPreviewPageTests {
    private static let table =
        "\u{feff}Titel;Fällig;Farbe;Tage\r\n\"<Dig>\nwell\";24.12.2026;blau;3/4/2026\r\nRest;;;\r\n"

    /// - Shape: without a file name the table is a field, as the page carries it.
    private func send(
        _ fields: [(name: String, value: String)], file: String, named name: String? = "liste.csv",
        later: [(name: String, value: String)] = [], wants: Wanted = .page, language: String = "de", _ site: TestSite
    ) throws -> TestReply {
        let token = (name: "formToken", value: Person.ben.formToken(key: DirectSite.formKey))
        let all = [token, (name: "format", value: "csv")] + fields
        var form = MultipartForm(all, fileName: name ?? "", content: Array(file.utf8))
        (form.isNamed, form.later) = (name != nil, later)
        var request = TestRequest("POST", "/tasks/import")
            .with("Content-Type", form.contentType).with("Accept", wants.rawValue).with("Accept-Language", language)
        request.body = form.body
        request.announcedLength = form.body.count
        return try site.send(request.signed(as: .ben, at: site.clock.now))
    }

    @Test("a table is shown before anything of it is stored: its columns, and the first tasks as they would come in")
    func preview() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let page = try send([], file: Self.table, site)
            #expect(page.status == 200)
            #expect(page.markup.brokenRules() == [])
            let selects = page.markup.root.all("select")
            #expect(selects.compactMap { $0["name"] } == ["column1", "column2", "column3", "column4", "dates"])
            let chosen = selects.map { $0.all("option").first { $0["selected"] != nil }?["value"] }
            #expect(chosen == ["title", "dueAt", "", "", ""])
            #expect(
                page.text.contains("<strong>&lt;Dig&gt; well</strong>") && page.text.contains("Fällig – 24.12.2026"))
            #expect(page.text.contains("24. Dezember 2026"))
            let carried = try #require(page.markup.root.all("textarea").first)
            #expect(carried["name"] == "file" && carried.text.contains("Rest;;;") && page.text.contains("liste.csv"))
            #expect(try site.events(after: mark) == [])
            let english = try send([("dates", "day"), ("column4", "x")], file: Self.table, language: "en", site)
            #expect(english.status == 422)
        }
    }

    @Test("what the page carries on is imported by the columns that were chosen, and by the order of days")
    func carried() async throws {
        try await withSite { site in
            let fields = [
                (name: "fileName", value: "liste.csv"), (name: "column1", value: "title"), (name: "column2", value: ""),
                (name: "column3", value: "labels"), (name: "column4", value: "dueAt"), (name: "dates", value: "month"),
            ]
            let again = try send(fields + [("step", "preview")], file: Self.table, named: nil, site)
            #expect(again.status == 200 && again.text.contains("name=\"column4\""))
            // Browsers send what is in a page in its order, the button that was pressed included.
            let names = again.markup.root.all.filter { ["textarea", "button"].contains($0.name) }.compactMap {
                $0["name"]
            }
            #expect(names == ["file", "step", "step"])
            let page = try send(fields, file: Self.table, named: nil, later: [("step", "import")], site)
            #expect(page.status == 200 && page.text.contains("Neu: 2.") && page.text.contains("„liste.csv“"))
            let task = try site.task(titled: "<Dig> well")
            #expect(task.dueAt?.text == "2026-03-04" && task.labels.map(\.name) == ["blau"])
        }
    }

    @Test("columns for which the page has no field mean what their names say")
    func wide() async throws {
        try await withSite { site in
            let header = (["Title"] + (2...103).map { "C\($0)" } + ["Due", "Task"]).joined(separator: ";")
            let table = header + "\r\nDig" + String(repeating: ";", count: 103) + "2026-12-24;Other\r\n"
            let shown = try send([], file: table, site)
            #expect(shown.status == 200 && shown.text.contains("name=\"column100\""))
            let fields = (1...100).map { (name: "column\($0)", value: $0 == 1 ? "title" : "") }
            let page = try send(fields + [("fileName", "x.csv"), ("step", "import")], file: table, named: nil, site)
            #expect(try page.status == 200 && site.task(titled: "Dig").dueAt?.text == "2026-12-24")
        }
    }

    @Test("without a title among the columns the page comes back and says so, and nothing is stored")
    func untitled() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let page = try send([("column1", "labels"), ("step", "import")], file: Self.table, site)
            #expect(page.status == 422 && page.text.contains("Eine davon muss der Titel sein."))
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("a quotation mark without its second one is named by its row before anything is chosen")
    func unclosed() async throws {
        try await withSite { site in
            let page = try send([], file: "Title;Due\r\nDig;\r\nRake;\"2026\r\nRest;\r\n", site)
            #expect(page.status == 400 && page.text.contains("A cell in quotes begins in this row"))
            #expect(page.markup.root.text.contains("Zeile 3"))
            #expect(page.markup.root.all("select").allSatisfy { $0["name"] != "column1" })
        }
    }

    @Test("a table that a page is too small for is chosen once more")
    func large() async throws {
        try await withSite { site in
            let table = "Title\n" + String(repeating: String(repeating: "x", count: 99) + "\n", count: 22_000)
            let page = try send([], file: table, site)
            #expect(page.status == 200 && page.markup.root.all("textarea").isEmpty)
            let names = page.markup.root.all("input").compactMap { $0["name"] }
            #expect(
                names.suffix(2) == ["step", "file"] && page.markup.root.all("button").allSatisfy { $0["name"] == nil })
        }
    }

    @Test("a program says the columns in one field, or leaves them to their names")
    func program() async throws {
        try await withSite { site in
            let named = try send([], file: "Title,Due\nA,2026-01-01\n", wants: .json, site)
            #expect(named.status == 200 && named["created"] == 1)
            let said = try send([("columns", "labels,,title")], file: "A,B,C\nx,y,z\n", wants: .json, site)
            #expect(try said.status == 200 && site.task(titled: "z").labels.map(\.name) == ["x"])
            let wrong = try send([("columns", "title,colour")], file: "A\nx\n", wants: .json, site)
            #expect(wrong.status == 422 && wrong["field"] == "columns")
        }
    }

    @Test("a file of another kind is refused on the page of files, which names the kind")
    func otherKind() async throws {
        try await withSite { site in
            let page = try send([], file: #"{"id":"x","idOrganization":null,"cards":[]}"#, site)
            #expect(page.status == 400 && page.text.contains("Das sieht nach einer Datei von Trello aus."))
        }
    }

    @Test("a list leads to the files of its own tasks, for whoever may only read as well")
    func listFiles() async throws {
        try await withSite { site in
            try site.make(.task("Dig"), by: .cleo)
            let list = try site.get("/tasks?q=is:open", as: .cleo, wants: .page)
            #expect(list.markup.root.all("a").contains { $0["href"] == "/tasks/export?q=is%3Aopen" })
            let page = try site.get("/tasks/export?q=is:open", as: .cleo, wants: .page)
            #expect(page.status == 200 && page.markup.brokenRules() == [])
            let links = page.markup.root.all("a").compactMap { $0["href"] }
            for format in ExportFormats.all {
                #expect(links.contains("/tasks/export?format=\(format.name)&q=is%3Aopen"))
            }
            #expect(try site.get("/tasks/export?format=", as: .cleo, wants: .page).status == 400)
        }
    }

    @Test("import and export are offered where one looks: menu, account, and pages that are still empty")
    func ways() async throws {
        try await withSite { site in
            for address in ["/", "/tasks", "/account"] {
                let page = try site.get(address, as: .ben, wants: .page)
                let main = try #require(page.markup.root.all("main").first)
                #expect(main.all("a").contains { $0["href"] == "/tasks/import" }, "\(address)")
                #expect(page.markup.root.all("nav").contains { $0.all("a").contains { $0["href"] == "/tasks/import" } })
            }
            for address in ["/", "/tasks", "/account"] {
                let page = try site.get(address, as: .cleo, wants: .page)
                let links = page.markup.root.all("a").compactMap { $0["href"] }
                #expect(links.contains("/tasks/export") && !links.contains("/tasks/import"), "\(address)")
            }
            let page = try site.get("/tasks/import", as: .ben, wants: .page)
            let links = page.markup.root.all("a").compactMap { $0["href"] }
            for format in ExportFormats.all { #expect(links.contains("/tasks/export?format=\(format.name)")) }
            #expect(Set(ExportWays.words.keys) == Set(ExportFormats.all.map { $0.name }))
        }
    }
}
