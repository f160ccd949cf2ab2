import Calendar
import Domain
import JSON
import TaskDomain
import TaskFormats
import Testing
import TestingElwosa

@testable import Tasks

@Suite("Hours in forms")
struct FormZoneTests {
    @Test("are those of the person's own clock, in summer and in winter")
    func ownClock() throws {
        let berlin = try Zones().zone(named: "Europe/Berlin")
        for (day, utc) in [("2026-07-01", "2026-07-01T07:00:00Z"), ("2026-12-01", "2026-12-01T08:00:00Z")] {
            let moment = FormTime.instant(CivilDate(text: day)!, clock: "09:00", in: berlin)
            #expect(moment?.rfc3339 == utc)
            let fields = FormTime.fields(of: .instant(Instant(rfc3339: utc)!), in: berlin)
            #expect(fields.day == day && fields.clock == "09:00")
        }
    }

    @Test("typed into a task's form become the moment that they mean there")
    func form() async throws {
        try await withSite(zone: try Zones().zone(named: "Europe/Berlin")) { site in
            let fields = [("title", "Call"), ("dueAt", "2026-12-01"), ("dueAtTime", "09:00")]
            #expect(try site.submit("/tasks", fields, as: .ben).status == 303)
            #expect(try site.get("/tasks/1", as: .ben)["dueAt"] == "2026-12-01T08:00:00Z")
            let page = try site.get("/tasks/1/edit", as: .ben, wants: .page).text
            #expect(page.contains(#"name="dueAtTime" type="time" value="09:00""#))
        }
    }

    /// Seconds; and the second of the two hours that begin at two o'clock on the night in which summer ends.
    static let unshown = ["2026-12-01T08:00:30Z", "2026-10-25T01:15:00Z"]

    @Test("leave a time as it is that they show less of, as long as nobody touches them", arguments: unshown)
    func untouched(moment: String) async throws {
        try await withSite(zone: try Zones().zone(named: "Europe/Berlin")) { site in
            _ = try site.post(
                "/tasks", json: #"{"title":"Call","dueAt":"\#(moment)","startAt":"2026-10-01"}"#, as: .ben)
            for address in ["/tasks/1/edit", "/tasks/1"] {
                let sent = try Self.filled(site, address)
                #expect(sent.contains { $0.0 == "dueAtKept" && $0.1 == moment })
                let mark = try site.lastEvent()
                #expect(try site.submit("/tasks/1", sent, as: .ben).status == 303)
                #expect(try site.get("/tasks/1", as: .ben)["dueAt"] == .string(moment))
                #expect(try site.events(after: mark) == [])
            }
            let touched = try Self.filled(site, "/tasks/1/edit").map { $0.0 == "dueAtTime" ? ($0.0, "10:00") : $0 }
            _ = try site.submit("/tasks/1", touched, as: .ben)
            let day = moment.hasPrefix("2026-10") ? "2026-10-25" : "2026-12-01"
            #expect(try site.get("/tasks/1", as: .ben)["dueAt"] == .string("\(day)T09:00:00Z"))
        }
    }

    @Test("of a lost race show such a time once, and keep it")
    func lostRace() async throws {
        try await withSite { site in
            _ = try site.post("/tasks", json: #"{"title":"Call","dueAt":"2026-12-01T08:00:30Z"}"#, as: .ben)
            let sent = try Self.filled(site, "/tasks/1/edit")
            _ = try site.patch("/tasks/1", json: #"{"title":"Meet"}"#, as: .ben)
            let page = try site.submit("/tasks/1", sent, as: .ben)
            #expect(page.status == 412)
            #expect(!page.markup.root.all("input").contains { $0["name"] == "dueAt" })
        }
    }

    /// The fields that a browser sends of the form with the due time, when nobody has touched it.
    private static func filled(_ site: TestSite, _ address: String) throws -> [(String, String)] {
        let page = try site.get(address, as: .ben, wants: .page).markup
        let form = try #require(page.root.all("form").first { $0.all("input").contains { $0["name"] == "dueAt" } })
        let inputs = form.all("input").filter { $0["type"] != "checkbox" && $0["name"] != "formToken" }
            .map { ($0["name"] ?? "", $0["value"] ?? "") }
        return inputs + form.all("textarea").map { ($0["name"] ?? "", $0.text) }
    }
}
