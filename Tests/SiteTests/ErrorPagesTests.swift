import Foundation
import Testing

/// NGINX's own pages, which it serves when no responder answers: plain files, so nothing makes them from one source.
@Suite("NGINX's error pages")
struct ErrorPagesTests {
    private static let codes = ["403", "404", "413", "429", "502", "503", "504"]

    /// The page without its number and its sentences.
    private func frame(_ code: String) throws -> [Substring] {
        let text = try String(contentsOf: URL(filePath: "www/errors/\(code).html"), encoding: .utf8)
        let own = ["<title>", "<h1>", "<h2>", "<p class=\"second", "<p class=\"code\">\(code)</p>"]
        return text.split(separator: "\n").filter { line in !own.contains { line.contains($0) } }
    }

    @Test("differ in nothing but their number and their sentences", arguments: codes)
    func oneFrame(code: String) throws {
        #expect(try frame(code) == frame("404"))
    }

    @Test("are all there are")
    func all() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: "www/errors")
        #expect(Set(files) == Set(Self.codes.map { "\($0).html" }))
    }
}
