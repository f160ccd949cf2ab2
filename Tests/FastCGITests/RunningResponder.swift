import FastCGI
import Foundation
import Synchronization
import Testing
import TestingElwosa
import Web

/// Any function as a site.
struct Answers: Answering {
    let function: @Sendable (Parameters, RequestBody) -> Response

    func answer(_ parameters: Parameters, body: RequestBody) -> Response { function(parameters, body) }
}

/// A responder on a Unix socket of its own, with the log lines it wrote.
final class RunningResponder: Sendable {
    let path: String
    let counters: ResponderCounters
    private let responder: Responder
    private let lines: Lines
    private let exitCode = Fact<Int32>()

    init(_ options: Responder.Options, _ answer: @escaping @Sendable (Parameters, RequestBody) -> Response) throws {
        let lines = Lines()
        var options = options
        options.log = { lines.append($0) }
        self.lines = lines
        counters = options.counters
        path = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString).sock").path
        responder = Responder(Answers(function: answer), options)
        let listener = try UnixSocket.listen(path)
        Thread.detachNewThread { [self] in
            let code = responder.serve(listener: listener)
            close(listener)
            exitCode.set(code)
        }
    }

    deinit { unlink(path) }

    var log: [String] { lines.all }

    func client() throws -> FastCGIClient { try FastCGIClient(path: path) }

    func drain() { responder.drain() }

    /// The exit code, once it has ended.
    func ended() throws -> Int32 { try exitCode.get() }
}

/// Runs a responder, and drains it when `use` is over; whatever happened, it must end in order.
func withResponder(
    threads: Int = 4, _ change: (inout Responder.Options) -> Void = { _ in },
    answer: @escaping @Sendable (Parameters, RequestBody) -> Response, use: (RunningResponder) throws -> Void
) throws {
    var options = Responder.Options()
    options.threads = threads
    options.streamDrain = .milliseconds(200)
    change(&options)
    let responder = try RunningResponder(options, answer)
    defer { responder.drain() }
    try use(responder)
    responder.drain()
    #expect(try responder.ended() == 0)
}

/// Lines written by any thread.
final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func append(_ line: String) { lines.withLock { $0.append(line) } }
}

/// Something one thread finds out and another waits for.
final class Fact<Value: Sendable>: @unchecked Sendable {
    struct NeverCame: Error {}

    private let condition = NSCondition()
    private var value: Value?

    func set(_ value: Value) {
        condition.withLock {
            self.value = value
            condition.broadcast()
        }
    }

    /// - Errors: `NeverCame` after 20 seconds.
    func get() throws -> Value {
        let deadline = Date(timeIntervalSinceNow: 20)
        return try condition.withLock {
            while value == nil { guard condition.wait(until: deadline) else { throw NeverCame() } }
            return value!
        }
    }
}

/// Waits for a fact that announces itself to nobody.
func eventually(_ fact: () throws -> Bool) throws -> Bool {
    let deadline = Date(timeIntervalSinceNow: 20)
    while try !fact() {
        guard Date() < deadline else { return false }
        usleep(2_000)
    }
    return true
}

/// Runs `body` on as many threads as there are numbers, and waits for them all.
func onThreads(_ numbers: Range<Int>, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in numbers {
        group.enter()
        Thread.detachNewThread {
            body(number)
            group.leave()
        }
    }
    group.wait()
}
