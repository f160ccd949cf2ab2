import Foundation
import Testing
import TestingElwosa

@Suite("What a running site does by the hour", .timeLimit(.minutes(15)))
struct ScheduledJobTests {
    private func wait(for condition: () throws -> Bool) rethrows {
        let end = Date().addingTimeInterval(30)
        while try !condition(), Date() < end { usleep(1_000) }
    }

    @Test("it is done again and again, one at a time")
    func again() throws {
        let site = try RunningSupervisor(jobEvery: .milliseconds(1))
        wait { site.runs.count >= 8 }
        #expect(site.runs.hasPrefix("+-+-+-+-"))
        site.stop()
        #expect(site.lines.allSatisfy { !$0.contains("job") })
    }

    @Test("a failure is told, harms nothing, and it is done again")
    func failing() throws {
        let site = try RunningSupervisor(jobEvery: .milliseconds(1), behaviour: "fail")
        #expect(site.says("job.log says why"))
        wait { site.started.count >= 2 }
        try site.behave("")
        wait { site.runs.count >= 2 }
        #expect(site.runs.hasPrefix("+-"))
        #expect(try site.ask() != nil)
        site.stop()
    }

    @Test("one that is at work when the site ends is told to end")
    func ended() throws {
        let site = try RunningSupervisor(jobEvery: .milliseconds(1), behaviour: "stay")
        wait { site.runs == "+" }
        #expect(site.runs == "+" && site.started.count == 1)
        // Waits for its end, and finds that it has one.
        site.stop()
    }

    @Test("without an hour to wait for, nothing is done")
    func none() throws {
        let site = try RunningSupervisor()
        #expect(try site.ask() != nil)
        #expect(site.runs.isEmpty)
        site.stop()
    }
}
