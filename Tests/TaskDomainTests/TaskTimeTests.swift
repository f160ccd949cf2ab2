import Domain
import TaskDomain
import Testing
import TestingElwosa

struct TaskTimeTests {
    @Test("a day and a moment are read, and written as they are stored")
    func read() throws {
        let day = try TaskTime(parsing: "2026-11-25", field: "dueAt")
        #expect(day == .date(CivilDate(year: 2026, month: 11, day: 25)!) && day.text == "2026-11-25")
        let moment = try TaskTime(parsing: "2026-11-25T10:00:00+01:00", field: "dueAt")
        #expect(moment == .instant(Instant(rfc3339: "2026-11-25T09:00:00Z")!))
        #expect(moment.text == "2026-11-25T09:00:00Z")
    }

    @Test(
        "what is neither is refused with its field",
        arguments: [
            "", "today", "2026-11", "2026-11-31", "2026-1-25", "26-11-25", " 2026-11-25", "2026-11-25 ",
            "2026-11-25T09:00", "-026-11-25", "2026-11-25\u{0}", "\u{0662}026-11-25",
        ])
    func refused(text: String) {
        #expect(throws: Failure(.time, field: "dueAt")) { try TaskTime(parsing: text, field: "dueAt") }
    }

    private static func sorted(_ time: TaskTime) -> String {
        if case .date = time { time.text + "~" } else { time.text }
    }

    @Test("times are ordered as their texts are, but for a day, which stands behind its hours; each text is read back")
    func order() throws {
        var random = SeededRandom(seed: 20)
        func time() -> TaskTime {
            // Few days, so that days and moments meet often; now and then any day there is.
            let day =
                Int.random(in: 0..<4, using: &random) == 0
                ? Int64.random(in: -719_528...2_932_896, using: &random)
                : Int64.random(in: -2...2, using: &random)
            let second = Int64.random(in: 0..<86_400, using: &random)
            return Bool.random(using: &random)
                ? .date(CivilDate(daysSince1970: day)) : .instant(Instant(seconds: day * 86_400 + second))
        }
        for _ in 0..<5_000 {
            let (left, right) = (time(), time())
            try #require((left < right) == (Self.sorted(left) < Self.sorted(right)))
            try #require(TaskTime(text: left.text) == left)
        }
    }
}
