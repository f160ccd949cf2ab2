import Domain
import Foundation
import Testing
import TestingElwosa

/// The papers compared with what they speak of.
@Suite("The papers", .timeLimit(.minutes(15)))
struct PapersTests {
    @Test("the version that elwosa prints is the newest release of the changes")
    func version() throws {
        let changes = try String(contentsOfFile: "CHANGELOG.md", encoding: .utf8)
        let releases = changes.matches(of: #/(?m)^## ([0-9]+\.[0-9]+\.[0-9]+) \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$/#)
        let newest = String(try #require(releases.first).1)
        let said = try Command.elwosa(["--version"], environment: [:])
        #expect(said.status == 0 && said.output == newest + "\n")
    }

    @Test(
        "every file that they name is there",
        arguments: ["CONTRIBUTING.md", "README.md", "docs/adding-an-area.md"] + designs())
    func files(paper: String) throws {
        let text = try String(contentsOfFile: paper, encoding: .utf8)
        let named = text.matches(of: #/`([\w.+\/-]+\.(?:swift|conf|md|sql|css|js|json|py|sh))`/#).map { String($0.1) }
        // `notes` stands for an area that somebody may add; the log and the settings are an installation's.
        let ours = named.filter { !$0.contains(#/[Nn]ote|NNNN/#) && !["elwosa.conf", "var/elwosa.conf"].contains($0) }
        let missing = ours.filter { name in !Self.all.contains { $0 == name || $0.hasSuffix("/" + name) } }
        #expect(missing == [])
    }

    @Test("the table of roles shows what each permits")
    func roles() throws {
        let lines = try String(contentsOfFile: "docs/api/auth.md", encoding: .utf8).split(separator: "\n")
        let table = lines.drop { !$0.hasPrefix("| Role |") }.prefix { $0.hasPrefix("|") }
            .map { $0.dropFirst().dropLast().split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(table.first == ["Role"] + Permission.allCases.map { "`\($0.rawValue)`" })
        let shown = table.flatMap { cells in
            cells[0].matches(of: #/`(\w+)`/#).map { [String($0.1)] + cells.dropFirst() }
        }
        let built = Role.builtIn.map { role in
            [role.name] + Permission.allCases.map { role.permissions.contains($0) ? "yes" : "–" }
        }
        #expect(Set(shown) == Set(built))
    }

    @Test(
        "the rooms that are listed are the targets that are built",
        arguments: ["docs/design/0002-rooms.md", "README.md"])
    func rooms(paper: String) throws {
        let package = try String(contentsOfFile: "Package.swift", encoding: .utf8)
        let targets = package.matches(
            of: #/(?:program|room|systemLibrary|\.target)\((?:name: )?\s*"(?!Killed|FaultyDisk)([\w-]+)"/#
        ).map {
            String($0.1)
        }
        let text = try String(contentsOfFile: paper, encoding: .utf8)
        let rows =
            text.split(separator: "\n").compactMap {
                $0.wholeMatch(of: #/\|[^|]*\|( `[\w-]+`(?:, `[\w-]+`)* )\|[^|]*\|/#)?.1
            }
            + (text.firstMatch(of: #/```\n(programs [^`]*)```/#).map { [$0.1] } ?? [])
        let listed = rows.flatMap { $0.matches(of: #/[\w-]+/#).map { String($0.0) } }
        // The figure begins each line with the name of its row.
        let rowNames: Set = [
            "programs", "areas", "formats", "words", "found", "on", "adapters", "rules", "tools", "machine", "nouns",
            "C",
        ]
        #expect(Set(listed).subtracting(rowNames) == Set(targets).subtracting(["TestingElwosa"]))
    }

    private static func designs() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "docs/design")) ?? []).sorted().map {
            "docs/design/" + $0
        }
    }

    /// Every file of the checkout that is not built.
    private static let all: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: ".")) ?? []).filter {
        !$0.hasPrefix(".")
    }.flatMap { room in
        [room] + (FileManager.default.enumerator(atPath: room)?.allObjects as? [String] ?? []).map { "\(room)/\($0)" }
    }
}
