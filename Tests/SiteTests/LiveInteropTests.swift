import Foundation
import Testing
import TestingElwosa

/// `/live/socket` as a library that others use finds it (websockets for Python).
@Suite("Live connections and another WebSocket library", .timeLimit(.minutes(15)))
struct LiveInteropTests {
    private static let python = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/venv/bin/python")

    @Test(
        "it connects, listens, speaks in fragments, resumes and is refused as it expects",
        .enabled(if: FileManager.default.isExecutableFile(atPath: python.path), "run .ci/python first"))
    func conversation() throws {
        try withRunningSite { site throws in
            _ = try site.signedIn()
            let token = try site.run("token", "add", "--user", "Ada", "--name", "x").output
            let process = Process()
            process.executableURL = Self.python
            process.arguments = [
                Bundle.module.bundleURL.appending(path: "Interop/sockets.py").path, site.origin,
                token.split(separator: "\n").last.map(String.init) ?? "",
            ]
            let printed = Pipe()
            (process.standardOutput, process.standardError) = (printed, printed)
            try process.run()
            let output = String(decoding: printed.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0 && output == "OK\n", "\(output)")
        }
    }
}
