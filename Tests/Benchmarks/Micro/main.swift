import AuthStore
import Crypto
import Domain
import Foundation
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskStore
import TestingElwosa
import Web

// The pieces a request is made of, each alone and in this process, as one Markdown table. `make bench` runs it;
// with an argument, only what has these words in its name; `sizes` and words, of what there is among 1,000,000 tasks.

/// The house that the measurements look at: 50 open tasks, of which one in three has steps.
func furnish(_ site: TestSite) throws {
    for number in 1...50 {
        let steps = number % 3 == 0 ? ["Fill the can", "Carry it up"] : []
        try site.make(
            .task("Water the plants no. \(number)", priority: number % 5 == 0 ? .high : .normal, steps: steps))
    }
}

func measures(_ site: TestSite) -> [Measure] {
    let database = site.store.database
    let token = SHA256.hash(Person.ada.refreshSecret)
    let access = Person.ada.accessToken(origin: site.origin, at: site.clock.now)
    let cookie = "elwosa-access=\(access)"
    let task = TestRequest("GET", "/tasks/7", headers: [("Cookie", cookie), ("Accept", "application/json")])
    let post = TestRequest(
        "POST", "/tasks", headers: [("Cookie", cookie), ("Content-Type", "application/json")],
        body: #"{"title": "Water the plants"}"#)
    let page = TestRequest("GET", "/", headers: [("Accept", Wanted.page.rawValue)])
    let kept = TestRequest("GET", "/", headers: [("Cookie", cookie), ("Accept", Wanted.page.rawValue)])
    return [
        Measure(name: "one row by key") {
            _ = try database.read { tx in try tx.value("SELECT title FROM task WHERE id = ?", 7) as String? }
        },
        Measure(name: "100 rows of three columns") {
            _ = try database.read { tx in
                try tx.all("SELECT a.id, a.title, a.createdAt FROM task a, (SELECT 1 UNION ALL SELECT 2)") { row in
                    (try row[0] as Int64, try row[1] as String, try row[2] as Int64)
                }
            }
        },
        Measure(name: "an access token, read") {
            let token = AccessToken(text: access, issuer: site.origin, ring: DirectSite.ring, at: TestClock.start)
            precondition(token != nil)
        },
        Measure(name: "the session of a request") {
            _ = try site.store.accounts.caller(sessionId: 1, at: site.clock.now)
        },
        Measure(name: "a task by its id") { _ = try site.store.tasks.find(7, for: Person.ada.caller) },
        Measure(name: "the dashboard's 50 tasks") {
            _ = try site.store.tasks.overview(DayFrame(utc: site.clock.now), for: Person.ada.caller)
        },
        Measure(name: "GET /tasks/{id}, without server") { try mustSucceed(site, task) },
        Measure(name: "the dashboard as it was kept") { try mustSucceed(site, kept) },
        Measure(name: "POST /tasks, without server", repeats: 20) { try mustSucceed(site, post, status: 201) },
        Measure(name: "SHA-256 of a token", repeats: 2_000) { _ = SHA256.hash(Person.ada.refreshSecret) },
        Measure(name: "HMAC-SHA-256", repeats: 2_000) { _ = HMACSHA256.code(token, key: token) },
        Measure(name: "scrypt", repeats: 1) {
            _ = Scrypt.derive(token, salt: token, .standard, length: 32)
        },
        // The last, since it moves the clock on: a kept page is good for its minute, and a token for 15.
        Measure(name: "the dashboard drawn anew", repeats: 50) {
            site.clock.advance(seconds: 60)
            try mustSucceed(site, page.signed(as: .ada, at: site.clock.now))
        },
    ]
}

func mustSucceed(_ site: TestSite, _ request: TestRequest, status: Int = 200) throws {
    try mustSucceed(site.send(request), status: status)
}

func mustSucceed(_ reply: TestReply, status: Int = 200) {
    precondition(reply.status == status, "the request was answered with \(reply.status)")
}

func report(_ measures: [Measure]) throws {
    for measure in measures {
        let found = try measure.run()
        let name = measure.name.padding(toLength: 34, withPad: " ", startingAt: 0)
        print(String(format: "| \(name) | %10.2f | %9.2f |", found.median, found.best))
    }
}

print("|                                    | µs, median |  µs, best |")
print("| ---------------------------------- | ---------: | --------: |")
let wanted = CommandLine.arguments.dropFirst().joined(separator: " ")
try await withSite { site in
    try furnish(site)
    try report(measures(site).filter { wanted.isEmpty || $0.name.contains(wanted) })
}
if wanted == "smoke" {
    try report(sizes(tasks: 1_000))
    try printIndexSizes(tasks: 1_000)
}
if wanted.isEmpty || wanted == "sizes" {
    for count in [1_000, 1_000_000] { try report(sizes(tasks: count)) }
    try printIndexSizes(tasks: 1_000_000)
}
if wanted.hasPrefix("sizes ") {
    let name = wanted.dropFirst("sizes ".count)
    try report(sizes(tasks: 1_000_000).filter { $0.name.contains(name) })
}
