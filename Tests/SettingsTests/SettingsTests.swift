import Foundation
import Testing

@testable import Settings

@Suite("Settings")
struct SettingsTests {
    let executable = "/opt/elwosa/bin/elwosa"

    func load(_ environment: [String: String] = [:]) throws(SettingsError) -> Settings {
        try Settings.load(environment: environment, executable: executable)
    }

    @Test("without a file and variables every setting has its default")
    func defaults() throws {
        let settings = try load()
        #expect(settings.state == FileManager.default.currentDirectoryPath + "/var")
        #expect(settings.listen.description == "127.0.0.1:8080")
        #expect(settings.origin == "http://127.0.0.1:8080" && !settings.secureCookies)
        #expect(settings.threads == 16 && settings.readers == 4 && settings.idleSeconds == 300)
        #expect(settings.socket(of: "tasks") == settings.state + "/run/tasks.sock")
        #expect(settings.database == settings.state + "/data/elwosa.db")
        #expect(settings.www == "/opt/elwosa/share/elwosa/www" && settings.programs == "/opt/elwosa/bin")
        #expect(settings.peerUsers.contains(0) && settings.peerUsers.contains(geteuid()))
    }

    @Test("a variable wins over the file, the file over the default")
    func precedence() throws {
        try withFile("threads = 2\nreaders = 3 \n") { path in
            let settings = try load(["ELWOSA_SETTINGS": path, "ELWOSA_THREADS": "5"])
            #expect(settings.threads == 5 && settings.readers == 3 && settings.lockSeconds == 5)
        }
    }

    @Test("the time zone of the house is UTC, or one that this machine knows")
    func timeZone() throws {
        #expect(try load().timeZone == "UTC")
        #expect(try load(["ELWOSA_TIME_ZONE": "Europe/Berlin"]).timeZone == "Europe/Berlin")
    }

    @Test("the file in the state directory is read without being named")
    func fileInState() throws {
        try withFile("session_days = 7") { path in
            let state = String(path.dropLast("/elwosa.conf".count))
            let settings = try load(["ELWOSA_STATE": state])
            #expect(settings.sessionDays == 7)
        }
    }

    @Test("the file in the state directory may not move the state directory")
    func stateInState() throws {
        try withFile("# here\nstate = /elsewhere") { path in
            let state = String(path.dropLast("/elwosa.conf".count))
            let error = #expect(throws: SettingsError.self) { try load(["ELWOSA_STATE": state]) }
            #expect(error?.description.hasPrefix("\(path), line 2: ") == true)
            let settings = try load(["ELWOSA_SETTINGS": path])
            #expect(settings.state == "/elsewhere")
        }
    }

    @Test(
        "an error names the file, the line, the key and the rule",
        arguments: [
            ("a\nthreads = 2", "FILE, line 1: expected key = value, not \"a\"."),
            ("# ok\n\nthread = 2", "FILE, line 3: there is no setting thread; threads is the nearest."),
            ("colour = red", "FILE, line 1: there is no setting colour."),
            ("threads = 2\nthreads = 3", "FILE, line 2: threads is already set in FILE, line 1."),
            ("threads = two", "FILE, line 1: threads must be a whole number from 1 to 256, not \"two\"."),
            ("threads = +2", "FILE, line 1: threads must be a whole number from 1 to 256, not \"+2\"."),
            ("threads =", "FILE, line 1: threads must be a whole number from 1 to 256, not \"\"."),
            (
                "time_zone = CEST",
                "FILE, line 1: time_zone must be the name of a time zone that this machine knows, such as "
                    + "Europe/Berlin, not \"CEST\"."
            ),
            (
                "listen = example.org:80",
                "FILE, line 1: listen must be an address and a port such as 127.0.0.1:8080 or [::1]:8080, "
                    + "not \"example.org:80\"."
            ),
        ])
    func errors(text: String, sentence: String) throws {
        try withFile(text) { path in
            let error = #expect(throws: SettingsError.self) { try load(["ELWOSA_SETTINGS": path]) }
            #expect(error?.description == sentence.replacingOccurrences(of: "FILE", with: path))
        }
    }

    @Test("an unknown or bad variable is an error that names it")
    func variables() {
        let unknown = #expect(throws: SettingsError.self) { try load(["ELWOSA_IDLE": "3"]) }
        #expect(unknown?.description == "ELWOSA_IDLE: there is no setting idle.")
        let bad = #expect(throws: SettingsError.self) { try load(["ELWOSA_IDLE_SECONDS": "-1"]) }
        #expect(bad?.description.hasPrefix("ELWOSA_IDLE_SECONDS: idle_seconds must be a whole number") == true)
        #expect(throws: Never.self) {
            try load(["ELWOSA_TEST_KEEP": "1", "ELWOSA_NOTIFY_FD": "3", "ELWOSAX": "1", "PATH": "/"])
        }
    }

    @Test("a file that cannot be read is an error that says why")
    func unreadable() {
        let error = #expect(throws: SettingsError.self) { try load(["ELWOSA_SETTINGS": "/nowhere/elwosa.conf"]) }
        #expect(error?.description == "/nowhere/elwosa.conf cannot be read: No such file or directory.")
    }

    @Test("a socket directory that leaves no room for a socket's name is refused with a way out")
    func longRun() throws {
        let longest = "/" + String(repeating: "r", count: Settings.longestRun - 1)
        let settings = try load(["ELWOSA_RUN": longest])
        #expect(settings.run == longest)
        let error = #expect(throws: SettingsError.self) { try load(["ELWOSA_STATE": longest]) }
        #expect(error?.description.contains("set run (ELWOSA_RUN)") == true)
    }

    @Test("a wildcard address needs an origin")
    func wildcard() throws {
        let error = #expect(throws: SettingsError.self) { try load(["ELWOSA_LISTEN": "0.0.0.0:80"]) }
        #expect(error?.description.contains("set origin (ELWOSA_ORIGIN)") == true)
        let settings = try load(["ELWOSA_LISTEN": "0.0.0.0:80", "ELWOSA_ORIGIN": "https://tasks.example.org"])
        #expect(settings.secureCookies)
    }

    @Test("every row of the table accepts its own default and has a sentence")
    func table() {
        for row in SettingsTable.rows {
            var settings = Settings()
            #expect(row.fallback.hasPrefix("(") || row.set(&settings, row.fallback), "\(row.key)")
            #expect(row.meaning.hasSuffix(".") && !row.set(&settings, ""), "\(row.key)")
        }
        #expect(Set(SettingsTable.rows.map(\.key)).count == SettingsTable.rows.count)
    }

    @Test("the manual names every setting with its meaning and default, and no other")
    func manual() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let text = try String(contentsOf: root.appendingPathComponent("docs/settings.md"), encoding: .utf8)
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(lines.count == SettingsTable.rows.count)
        for row in SettingsTable.rows {
            let isComputed = row.fallback.hasPrefix("(")
            let start = "| `\(row.key)` | \(row.meaning) | \(isComputed ? "" : "`\(row.fallback)` | ")"
            #expect(lines.contains { $0.hasPrefix(start) }, "\(start)")
        }
    }

    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.path + "/elwosa.conf"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try body(path)
    }
}
