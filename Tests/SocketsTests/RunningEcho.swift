import Foundation
import Testing
import TestingElwosa

/// The program EchoSocket on a Unix socket of its own.
final class RunningEcho {
    let path = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString).sock").path
    private let process = Process()
    private let complaints = Pipe()
    private let listener: Int32

    /// Begins it, and returns when it says that it is ready.
    init(_ options: [String] = []) throws {
        listener = try UnixSocket.listen(path)
        // Process hands on no descriptor above 2, so the shell moves one there.
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            ["-c", "exec 9>&1 1>&2; exec \"$0\" \"$@\"", RunningSite.builtPrograms + "/EchoSocket"] + options
        process.environment = ["ELWOSA_NOTIFY_FD": "9"]
        process.standardInput = FileHandle(fileDescriptor: listener)
        let notice = Pipe()
        process.standardOutput = notice
        process.standardError = complaints
        try process.run()
        let said = notice.fileHandleForReading.readDataToEndOfFile()
        try #require(String(decoding: said, as: UTF8.self) == "READY=1\n")
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        close(listener)
        unlink(path)
    }

    func connect() throws -> HTTPConnection { try HTTPConnection(path: path) }

    func webSocket(_ target: String = "/", _ headers: [(String, String)] = []) throws -> WebSocketClient {
        try WebSocketClient(connect(), target, headers)
    }

    /// An answer to exactly these bytes, with what follows on the connection.
    func answer(_ raw: String) throws -> HTTPReply {
        let connection = try connect()
        try connection.send(Array(raw.utf8))
        return try connection.receive()
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for its end.
    ///
    /// - Shape: the exit code, and what it complained about.
    func ended() -> (code: Int32, log: String) {
        let bytes = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    /// Ends it, and looks that it did so in order.
    func end() -> String {
        send(SIGTERM)
        let (code, log) = ended()
        #expect(code == 0)
        return log
    }
}

/// Runs `use` with the program, which must end in order, having said nothing.
func withEcho(_ options: String..., use: (RunningEcho) throws -> Void) throws {
    let echo = try RunningEcho(options)
    try use(echo)
    #expect(echo.end() == "")
}
