import Foundation
import Testing

/// The test program beside the test bundle, run as another process.
final class HammerProgram: Sendable {
    private let process = Process()
    private let output = Pipe()

    init(_ arguments: String...) throws {
        process.executableURL = try Self.url()
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
    }

    deinit {
        kill(SIGKILL)
    }

    var isRunning: Bool { process.isRunning }

    /// Its next line, waited for; nil at the end of its output.
    func line() -> String? {
        var bytes: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }

    /// All that is left of its output, and its exit status.
    func end() -> (output: String, status: Int32) {
        let rest = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: rest, as: UTF8.self), process.terminationStatus)
    }

    func kill(_ signal: Int32) {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, signal)
        process.waitUntilExit()
    }

    /// The test program stands beside whatever runs the tests: the bundle, or the helper that loads it.
    private static func url() throws -> URL {
        let places = CommandLine.arguments + [Bundle.main.bundlePath, Bundle.main.executablePath ?? ""]
        let candidates = places.flatMap { place in
            let folder = URL(filePath: place)
            return [folder, folder.deletingLastPathComponent()].map { $0.appending(path: "elwosa-hammer") }
        }
        return try #require(candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) })
    }
}
