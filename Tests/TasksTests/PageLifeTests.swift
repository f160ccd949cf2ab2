import Domain
import Store
import TaskDomain
import Testing
import TestingElwosa

@testable import Web

/// The words of a page on when it was drawn, and from which state of things.
struct PageLifeTests {
    @Test(
        "a page carries the number of the newest event in what it was drawn from", arguments: ["/", "/tasks", "/board"])
    func number(path: String) async throws {
        try await withSite { site in
            try site.make(.task("Water the plants"), by: .ada)
            let first = try site.get(path, as: .ada, wants: .page).keyless
            let newest = try site.lastEvent()
            #expect(
                first.contains(
                    " data-seq=\"\(newest)\" data-life=\"\(site.store.life)\" data-topics=\"tasks\" data-live=\"patch\""
                ))
            // One that was kept, too.
            #expect(try site.get(path, as: .ada, wants: .page).keyless == first)
            try site.make(.task("Feed the cat"), by: .ada)
            let second = try site.get(path, as: .ada, wants: .page).text
            #expect(second.contains(" data-seq=\"\(newest + 1)\" "))
        }
    }

    @Test("a form listens to its task alone, and is told of what is newer instead of being put right")
    func form() async throws {
        try await withSite { site in
            let task = try site.make(.task("Water the plants"), by: .ada)
            let page = try site.get("/tasks/\(task.id)/edit", as: .ada, wants: .page).text
            #expect(page.contains(" data-topics=\"tasks/\(task.id)\" data-live=\"watch\""))
            #expect(try !site.get("/tasks/new", as: .ada, wants: .page).text.contains("data-topics"))
        }
    }

    @Test("every page says when it was drawn, by the reader's clock, also at the door")
    func time() async throws {
        try await withSite { site in
            let time = """
                <time datetime="\(site.clock.now.rfc3339)" title="23 November 2026, 08:15:00 UTC" data-zone="UTC">
                """
            let places: [(String, Person?)] = [("/tasks", .ada), ("/tasks/99", .ada), ("/auth/login", nil)]
            for (path, person) in places {
                let page = try site.get(path, as: person, wants: .page)
                #expect(page.text.contains("As of \(time)"), "\(path)")
            }
        }
    }
}
