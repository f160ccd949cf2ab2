import Foundation
import Testing
import TestingElwosa

/// The test responder as a process of its own.
final class EchoProcess {
    private let process = Process()
    private let output = Pipe()
    private let notice = Pipe()

    /// Begins it with `input` as descriptor 0, and only these variables in its environment.
    init(_ environment: [String: String] = [:], input: FileHandle = .nullDevice) throws {
        process.executableURL = Self.program
        process.environment = environment
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    /// Begins it on a listening socket, with a descriptor on which it says that it is ready.
    init(listener: Int32) throws {
        // Process hands on no descriptor above 2, so the shell moves one there.
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec 9>&1 1>&2; exec \"$0\"", Self.program.path]
        process.environment = ["ELWOSA_NOTIFY_FD": "9"]
        process.standardInput = FileHandle(fileDescriptor: listener)
        process.standardOutput = notice
        process.standardError = output
        try process.run()
    }

    /// Its message when it was ready.
    func ready() -> String {
        String(decoding: notice.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Built beside the tests.
    static var program: URL {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "EchoResponder")
    }

    /// - Units: bytes of memory that it has now.
    func resident() throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8)
        return try #require(Int(text.split(separator: " ")[1])) * Int(getpagesize())
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for its end.
    ///
    /// - Shape: the exit code, and everything it wrote.
    func ended() -> (code: Int32, output: [UInt8]) {
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return (process.terminationStatus, bytes)
    }
}
