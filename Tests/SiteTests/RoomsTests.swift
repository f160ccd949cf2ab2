import Foundation
import Testing

/// The arrows between rooms. The build's own check is content with whatever a room reaches through others.
@Suite("Rooms")
struct RoomsTests {
    @Test("import nothing but what their lines in Package.swift declare")
    func imports() throws {
        let declared = try Self.declared()
        let strays = try declared.flatMap { room, dependencies in
            try Self.imports(of: room).filter { declared[$0] != nil && !dependencies.contains($0) }
                .map { "\(room) imports \($0)" }
        }
        #expect(strays.sorted() == [])
    }

    @Test("of formats know no pages and no HTTP, and the command line knows no database")
    func boundaries() throws {
        let declared = try Self.declared()
        #expect(Self.reach(of: "TaskFormats", declared).isDisjoint(with: ["Web", "HTML", "Store", "SQLite"]))
        #expect(try #require(declared["elwosa"]).isDisjoint(with: ["Store", "SQLite"]))
    }

    /// Rooms and programs, each with those that it may import.
    private static func declared() throws -> [String: Set<String>] {
        let text = try String(contentsOfFile: "Package.swift", encoding: .utf8) as NSString
        let pattern = try NSRegularExpression(pattern: #"(?:room|program)\(\s*"([\w-]+)"(?:,\s*\[([^\]]*)\])?"#)
        let found = pattern.matches(in: text as String, range: NSRange(location: 0, length: text.length))
        let rooms = found.map { match in
            let list = match.range(at: 2).location == NSNotFound ? "" : text.substring(with: match.range(at: 2))
            return (text.substring(with: match.range(at: 1)), Set(list.split { !$0.isLetter }.map(String.init)))
        }
        try #require(rooms.count > 30)
        return Dictionary(uniqueKeysWithValues: rooms)
    }

    private static func imports(of room: String) throws -> Set<String> {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: "Sources/\(room)")
        return try paths.filter { $0.hasSuffix(".swift") }.reduce(into: []) { names, path in
            let lines = try String(contentsOfFile: "Sources/\(room)/\(path)", encoding: .utf8).split(separator: "\n")
            names.formUnion(
                lines.filter { $0.contains("import ") && !$0.hasPrefix(" ") }
                    .compactMap { $0.split(separator: " ").last }.map(String.init))
        }
    }

    /// All rooms that one reaches, by whatever way.
    private static func reach(of room: String, _ declared: [String: Set<String>]) -> Set<String> {
        let next = declared[room] ?? []
        return next.reduce(into: next) { $0.formUnion(reach(of: $1, declared)) }
    }
}
