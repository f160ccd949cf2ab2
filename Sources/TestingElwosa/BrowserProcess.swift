import Foundation

/// A running chromedriver with everything it starts, and its certain end.
///
/// It runs under a small shell in a session of its own, whose standard input is a pipe of ours. When the pipe closes,
/// because `end()` was called or because the test process died in whatever way, the shell ends all of the session.
final class BrowserProcess {
    let port: UInt16
    /// The session that the system keeps of them all.
    private let sessionId: Int32
    private let process = Process()
    private let lifeline: FileHandle

    /// - Errors: `BrowserError` when chromedriver is not installed or does not come up in five tries.
    static func start() throws -> BrowserProcess {
        for _ in 1..<5 {
            if let process = try? BrowserProcess() { return process }
        }
        return try BrowserProcess()
    }

    private init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BrowserError("no pipe: errno \(errno)") }
        // Another process started meanwhile must not hold the lifeline open.
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        lifeline = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        process.arguments = ["--wait", "/bin/sh", "-c", Self.watch]
        process.standardInput = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        (sessionId, port) = try Self.announced(on: output.fileHandleForReading)
    }

    private static let watch = """
        echo "session $$"
        { chromedriver --port=0 </dev/null; echo "ended"; } &
        while read -r line; do :; done
        for entry in /proc/[0-9]*; do
            { read -r stat < "$entry/stat"; } 2>/dev/null || continue
            set -- ${stat##*) }
            pid=${entry#/proc/}
            if [ "$4" = "$$" ] && [ "$pid" != "$$" ]; then kill -KILL "$pid" 2>/dev/null; fi
        done
        """

    /// Reads what the shell and chromedriver say until it names the port the system gave it.
    private static func announced(on output: FileHandle) throws -> (session: Int32, port: UInt16) {
        var said = ""
        while true {
            let piece = output.availableData
            guard !piece.isEmpty else { throw BrowserError("chromedriver did not start: \(said)") }
            said += String(decoding: piece, as: UTF8.self)
            // Now and then another program has the port that it chose.
            if said.hasSuffix("ended\n") { throw BrowserError("chromedriver did not start: \(said)") }
            if let match = said.firstMatch(of: /session (\d+)\n[\s\S]*successfully on port (\d+)/),
                let session = Int32(match.1), let port = UInt16(match.2)
            {
                return (session, port)
            }
        }
    }

    /// The processes that are alive, by their numbers; those that have died and wait for their parent do not count.
    var members: [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.filter { pid in
            guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
            // After the name in parentheses: state, parent, group, session.
            let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
            return fields.count > 4 && fields[1] != "Z" && fields[4] == String(sessionId)
        }
    }

    func end() {
        try? lifeline.close()
        process.waitUntilExit()
    }
}

/// A fault between a test and its browser.
package struct BrowserError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
