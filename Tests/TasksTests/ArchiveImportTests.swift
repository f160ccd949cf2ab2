import Domain
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Testing
import TestingElwosa

@testable import Tasks

@Suite("Importing archives")
struct ArchiveImportTests {
    private static let head = "TYPE,CONTENT,PRIORITY,INDENT\r\n"
    private static func entry(_ name: String, _ rows: String) -> ZIPFile.Entry {
        ZIPFile.Entry(name, "\u{feff}" + head + rows).inBlocks()
    }
    private static let backup = [
        entry("Inbox [1].csv", "task,Write,4,1\r\n"),
        entry("Gärten [22].csv", "task,Dig,1,1\r\ntask,Sow,4,2\r\n"),
        ZIPFile.Entry("__MACOSX/._Gärten [22].csv", "\0\u{5}"), ZIPFile.Entry("read me.txt", "Hm"),
        entry("House [333].csv", "task,Paint,4,1\r\nnote,Blue,,\r\ntask,Rest,4,1\r\n"),
    ]

    @Test(
        "each table of a backup of Todoist is a project of its name, and a second run changes nothing",
        arguments: [7, 100_000])
    func todoist(piece: Int) async throws {
        try await withSite { site in
            let file = ZIPFile(Self.backup).bytes
            let report = try site.importing(file, as: TodoistFormat.self, by: Person.ben.caller, piece: piece)
            #expect(report.count == ImportCount(created: 5, projects: 2, ties: 1) && report.skipped.isEmpty)
            let (dig, paint) = (try site.task(titled: "Dig"), try site.task(titled: "Paint"))
            let projects = try site.store.projects.projects(archived: false, for: Person.ben.caller)
            let names = Dictionary(uniqueKeysWithValues: projects.map { ($0.project.id, $0.project.name) })
            #expect(dig.projectId.flatMap { names[$0] } == "Gärten" && paint.projectId.flatMap { names[$0] } == "House")
            #expect(try site.task(titled: "Write").projectId == nil && site.task(titled: "Sow").parentId == dig.id)
            let comments = try site.store.tasks.comments(of: paint.id, for: Person.ben.caller)
            #expect(comments.map(\.text) == ["Blue"])
            let mark = try site.lastEvent()
            site.clock.advance(seconds: 60)
            let again = try site.importing(file, as: TodoistFormat.self, by: Person.ben.caller)
            #expect(try again.count == ImportCount(unchanged: 5) && site.events(after: mark) == [])
            // One table of the backup is the same by itself.
            var settings = ImportSettings()
            settings.fileName = "House [333].csv"
            let alone = try site.importing(
                Self.backup[4].content, as: TodoistFormat.self, by: Person.ben.caller, settings)
            #expect(alone.count == ImportCount(unchanged: 2))
        }
    }

    @Test("tables of one name in two folders are two files")
    func folders() async throws {
        try await withSite { site in
            let file = ZIPFile([Self.entry("a/Home.csv", "task,Dig,,\n"), Self.entry("b/Home.csv", "task,Dig,,\n")])
            let report = try site.importing(file.bytes, as: TodoistFormat.self, by: Person.ben.caller)
            #expect(report.count.created == 2)
        }
    }

    @Test("the export of Vikunja is read as it is, with attachments beside its data")
    func vikunja() async throws {
        try await withSite { site in
            let data = #"[{"id":1,"title":"Garden","is_archived":false,"tasks":[{"id":5,"title":"Dig"}]}]"#
            let file = ZIPFile([
                ZIPFile.Entry("data.json", data).inBlocks(), ZIPFile.Entry("filters.json", "[]"),
                ZIPFile.Entry("files/1", "\0\0"), ZIPFile.Entry("VERSION", "v1"),
            ])
            let report = try site.importing(file.bytes, as: VikunjaFormat.self, by: Person.ben.caller)
            #expect(try report.count == ImportCount(created: 1, projects: 1) && site.task(titled: "Dig").id > 0)
        }
    }

    /// The failure of an archive, of which nothing is taken.
    private func failure(
        _ bytes: [UInt8], as format: any ImportFormat.Type = TodoistFormat.self, _ site: TestSite
    ) throws -> (Failure, ImportRun.Stop?) {
        let mark = try site.lastEvent()
        var run = ImportRun(format, into: site.store.tasks) { Change(by: Person.ben.caller, at: site.clock.now) }
        let failure = try #require(throws: Failure.self) {
            for start in stride(from: 0, to: bytes.count, by: 65_536) {
                try run.take(bytes[start..<min(start + 65_536, bytes.count)])
            }
            _ = try run.finish()
        }
        #expect(try site.events(after: mark) == [])
        return (failure, run.stop)
    }

    @Test("an archive that cannot be read names its entry, and the good ones before it are not taken either")
    func broken() async throws {
        try await withSite { site in
            var entries = Self.backup
            entries[4].checksum = 1
            let (wrong, _) = try failure(ZIPFile(entries).bytes, site)
            #expect(wrong.kind == .malformed && wrong.field == "file")
            #expect(wrong.message == "file: House [333].csv in the archive: its checksum is wrong. Nothing was taken.")
            let (cut, _) = try failure(Array(ZIPFile(Self.backup).bytes.dropLast(9)), site)
            #expect(cut.message.contains("breaks off"))
            let (none, _) = try failure(ZIPFile([ZIPFile.Entry("a.txt", "x")]).bytes, site)
            #expect(none.message.contains("no") || none.message.contains("Nothing in the archive"))
        }
    }

    @Test("what an archive unpacks to is bounded, whatever it says of itself, and so is the archive")
    func bounds() async throws {
        try await withSite { site in
            var entries = [ZIPFile.Entry("a.csv", "x"), ZIPFile.Entry("b.csv", "x")]
            entries[0].size = 40 << 20
            entries[1].size = 40 << 20
            let (much, _) = try failure(ZIPFile(entries).bytes, site)
            #expect(much.message.contains("64 MiB"))
            let large = ZIPFile([ZIPFile.Entry("a.csv", "x")]).bytes + [UInt8](repeating: 0, count: 33 << 20)
            let (packed, _) = try failure(large, site)
            #expect(packed.message.contains("An archive may have 32 MiB"))
        }
    }

    @Test("an archive of another program is called so, one within another is packed, and a workbook is one")
    func otherKind() async throws {
        try await withSite { site in
            let vikunja = ZIPFile([ZIPFile.Entry("data.json", "[]")]).bytes
            #expect(try failure(vikunja, site).0.rule == .otherFormat("Vikunja"))
            #expect(
                try failure(ZIPFile(Self.backup).bytes, as: VikunjaFormat.self, site).0.rule == .otherFormat("Todoist"))
            var nested = ZIPFile.Entry("a.csv", "")
            nested.content = vikunja
            let (packed, stop) = try failure(ZIPFile([nested]).bytes, site)
            #expect(packed.kind == .malformed && stop?.failure.rule == .packed(except: ["Todoist", "Vikunja"]))
            #expect(stop?.entry == "a.csv")
            let filler = ZIPFile.Entry("_rels/.rels", String(repeating: "x", count: 5_000))
            let workbook = ZIPFile([filler, ZIPFile.Entry("[Content_Types].xml", "")]).bytes
            #expect(try failure(workbook, site).0.rule == .spreadsheet)
        }
    }

    @Test("what is wrong in a file of an archive is named by the file, its line and its column")
    func place() async throws {
        try await withSite { site in
            let entries = [Self.entry("a.csv", "task,\"Dig\" x,,\n")]
            let (failure, stop) = try failure(ZIPFile(entries).bytes, site)
            #expect(failure.message.hasPrefix("a.csv, line 2, column 11: A quoted cell"))
            #expect(stop?.entry == "a.csv" && stop?.line == 2)
            let json = ZIPFile([ZIPFile.Entry("data.json", "[{\n\"title\":}]")]).bytes
            #expect(
                try self.failure(json, as: VikunjaFormat.self, site).0.message.hasPrefix("data.json, line 2, column 9"))
        }
    }
}
