import Foundation
import Settings
import Testing

@testable import Supervisor

@Suite("The stylesheet")
struct StylesheetTests {
    private func withParts(_ parts: [String: String], _ body: (Settings) throws -> Void) throws {
        let place = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: place + "/www/styles", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: place) }
        for (name, text) in parts {
            try text.write(toFile: "\(place)/www/styles/\(name)", atomically: true, encoding: .utf8)
        }
        try body(try Settings.load(environment: ["ELWOSA_STATE": place + "/state", "ELWOSA_WWW": place + "/www"]))
    }

    @Test("the joined file is the parts in the order of their names, and nothing else")
    func order() throws {
        let parts = [
            "02-b.css": "b {}\n", "01-a.css": "a {}\n", "10-c.css": "ö {}", ".01-a.css": "hidden", "01-a.css~": "older",
        ]
        try withParts(parts) { settings in
            try Stylesheet(settings).write()
            #expect(try Files.read(settings.joined + "/app.css") == "a {}\nb {}\nö {}")
            #expect(Files.names(in: settings.joined) == ["app.css"])
        }
    }

    @Test("without parts the error says how to name them, and the file that was there stays")
    func absent() throws {
        try withParts(["01-a.css": "a {}"]) { settings in
            try Stylesheet(settings).write()
            try FileManager.default.removeItem(atPath: settings.www + "/styles/01-a.css")
            let error = #expect(throws: SupervisorError.self) { try Stylesheet(settings).write() }
            #expect(error?.description == "There is no stylesheet in \(settings.www)/styles; set www (ELWOSA_WWW).")
            #expect(try Files.read(settings.joined + "/app.css") == "a {}")
        }
    }
}
