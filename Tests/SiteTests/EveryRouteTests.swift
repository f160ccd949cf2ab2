import AreaTables
import Domain
import TaskDomain
import Testing
import TestingElwosa
import Web

/// One line of every area's table: a new area's routes are tested by being named here.
private struct Line: Sendable, CustomStringConvertible {
    let method: Web.Method
    let pattern: String
    let needs: Requirement

    static let all = AreaName.allCases.flatMap { $0.routes + $0.operations }.map {
        Line(method: $0.method, pattern: $0.pattern, needs: $0.needs)
    }

    var description: String { "\(method.rawValue) \(pattern)" }

    /// An address of this pattern; `task` and `step` are there.
    func target(task: Int64 = 1, step: Int64 = 1) -> String {
        pattern.replacing("{id}", with: "\(task)").replacing("{step}", with: "\(step)")
            .replacing("{token}", with: "1").replacing("{comment}", with: "1").replacing("{account}", with: "1")
            .replacing("{mark}", with: "1").replacing("{box}", with: "1")
    }

    /// The methods that this pattern answers, HEAD where GET is.
    var answered: Set<String> {
        let methods = Self.all.filter { $0.pattern == pattern }.map(\.method.rawValue)
        return Set(methods + (methods.contains("GET") ? ["HEAD"] : []))
    }

    var isPermitted: Bool {
        if case .permission = needs { true } else { false }
    }
}

@Suite("Every route", .timeLimit(.minutes(15)))
struct EveryRouteTests {
    @Test("numbers at the ends of their range are answered, wherever they stand")
    func ends() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            _ = try ada.send("POST", "/tasks", json: #"{"title":"There","steps":["One"]}"#)
            _ = try ada.send("POST", "/memory/spaces", json: #"{"kind":"personal","name":"Notes"}"#)
            _ = try ada.send("PUT", "/memory/1/k", json: #"{"content":"x"}"#)
            let names = ["before", "after", "limit", "days", "around", "count", "offset", "since", "space"]
            for line in Line.all where !line.pattern.hasPrefix("/auth/") && line.pattern != "/account" {
                let there = line.target().replacing("{space}", with: "1").replacing("{key}", with: "k")
                for number in ["9223372036854775807", "-9223372036854775808"] {
                    var targets = names.map { "\(there.replacing("{version}", with: "1"))?\($0)=\(number)" }
                    let places = line.pattern.split(separator: "/").filter { $0.hasPrefix("{") && $0 != "{key}" }
                    for place in places {
                        let other = Line(
                            method: line.method, pattern: line.pattern.replacing(place, with: number), needs: line.needs
                        )
                        targets.append(
                            other.target().replacing("{space}", with: "1").replacing("{key}", with: "k")
                                .replacing("{version}", with: "1"))
                    }
                    // What is there stays: without its query, such a request would take it away.
                    for target in targets
                    where line.method.isSafe || !target.contains("?") || line.pattern == "/memory/{space}" {
                        let reply = try ada.send(line.method.rawValue, target, json: "{}")
                        #expect(reply.status < 500 || reply.status == 504, "\(line.method) \(target): \(reply.status)")
                    }
                }
            }
        }
    }

    @Test("answers HEAD as it answers GET, a wrong method with 405, an oversized body with 413, and strangers with 401")
    func throughNGINX() throws {
        try withRunningSite(.init(environment: ["ELWOSA_BODY_LIMIT_KILOBYTES": "2"])) { site throws in
            let ada = try site.signedIn()
            let stranger = site.client()
            _ = try ada.send("POST", "/tasks", json: #"{"title":"There","steps":["One"]}"#)
            for line in Line.all {
                let target = line.target()
                let head = try ada.send("HEAD", target)
                let get = try ada.get(target)
                #expect(head.body.isEmpty && head.status == get.status, "HEAD \(target)")
                #expect((head.status == 405) == !line.answered.contains("HEAD"), "HEAD \(target)")
                try self.wrongMethods(line, ada)
                if line.isPermitted {
                    let refused = try stranger.send(line.method.rawValue, target)
                    #expect(refused.status == 401, "\(line) by a stranger")
                    #expect(refused.contentType == "application/problem+json", "\(line) by a stranger")
                }
                if !line.method.isSafe {
                    let limit = line.pattern.hasPrefix("/memory") ? 8_388_608 : 2_048
                    let body = [UInt8](repeating: UInt8(ascii: " "), count: limit + 1)
                    let large = try ada.send(
                        line.method.rawValue, target, [("Content-Type", "application/json")], body: body)
                    #expect(large.status == 413, "\(line) with an oversized body")
                }
            }
            #expect(try ada.get("/tasks/1").object["version"] as? Int == 1)
        }
    }

    private func wrongMethods(_ line: Line, _ client: HTTPClient) throws {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] where !line.answered.contains(method) {
            let reply = try client.send(method, line.target())
            #expect(reply.status == 405, "\(method) \(line.pattern)")
            let allowed = Set((reply.header("Allow") ?? "").split(separator: ",").map { $0.trimmed })
            #expect(allowed == line.answered, "\(method) \(line.pattern)")
        }
        #expect(try client.send("BREW", line.target()).status == 405, "BREW \(line.pattern)")
    }

    @Test("refuses whoever lacks its permission, and changes nothing")
    func permissions() async throws {
        try await withSite { site in
            let task = try site.make(.task(steps: ["One"]))
            let mark = try site.lastEvent()
            for line in Line.all {
                guard case .permission(let permission) = line.needs else { continue }
                for person in Person.allCases where !person.role.permissions.contains(permission) {
                    let target = line.target(task: task.id, step: task.steps[0].id)
                    let reply = try site.send(line.method.rawValue, target, as: person)
                    #expect(reply.status == 403, "\(line) by \(person.name)")
                }
            }
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("that changes something refuses another site's browser, and a form without its token")
    func crossSite() async throws {
        try await withSite { site in
            let task = try site.make(.task(steps: ["One"]))
            let mark = try site.lastEvent()
            for line in Line.all where !line.method.isSafe && line.isPermitted {
                let target = line.target(task: task.id, step: task.steps[0].id)
                for header in [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "null")] {
                    let headers = [(name: header.0, value: header.1)]
                    let reply = try site.send(line.method.rawValue, target, json: "{}", as: .ada, headers: headers)
                    #expect(reply.status == 403, "\(line) with \(header)")
                }
                let form = [(name: "Content-Type", value: "application/x-www-form-urlencoded")]
                var request = TestRequest(
                    "POST", target, headers: form, body: "_method=\(line.method.rawValue)&title=x")
                request = request.signed(as: .ada, at: site.clock.now)
                #expect(try site.send(request).status == 403, "\(line) without a form token")
            }
            #expect(try site.events(after: mark) == [])
        }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
