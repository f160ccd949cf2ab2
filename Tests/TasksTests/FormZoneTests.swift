import Calendar
import Domain
import Testing
import TestingElwosa

@testable import Tasks

@Suite("Hours in forms")
struct FormZoneTests {
    @Test("are those of the person's own clock, in summer and in winter")
    func ownClock() throws {
        let berlin = try Zones().zone(named: "Europe/Berlin")
        for (day, utc) in [("2026-07-01", "2026-07-01T07:00:00Z"), ("2026-12-01", "2026-12-01T08:00:00Z")] {
            let moment = LocalTime.instant(CivilDate(text: day)!, clock: "09:00", in: berlin)
            #expect(moment?.rfc3339 == utc)
            let fields = LocalTime.fields(of: .instant(Instant(rfc3339: utc)!), in: berlin)
            #expect(fields.day == day && fields.clock == "09:00")
        }
    }

    @Test("typed into a task's form become the moment that they mean there")
    func form() async throws {
        try await withSite(.direct, zone: try Zones().zone(named: "Europe/Berlin")) { site in
            let fields = [("title", "Call"), ("dueAt", "2026-12-01"), ("dueAtTime", "09:00")]
            #expect(try site.submit("/tasks", fields, as: .ben).status == 303)
            #expect(try site.get("/tasks/1", as: .ben)["dueAt"] == "2026-12-01T08:00:00Z")
            let page = try site.get("/tasks/1/edit", as: .ben, wants: .page).text
            #expect(page.contains(#"name="dueAtTime" type="time" value="09:00""#))
        }
    }
}
