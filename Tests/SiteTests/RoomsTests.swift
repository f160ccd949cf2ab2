import Foundation
import Testing

/// The arrows between rooms, as `Package.swift` declares them and as the files import.
@Suite("The rooms")
struct RoomsTests {
    @Test("a room declares the rooms that its files import, no more and no less")
    func arrows() throws {
        let rooms = try Self.rooms()
        let names = Set(rooms.keys)
        for (room, declared) in rooms.sorted(by: { $0.key < $1.key }) {
            let imported = try Self.imports(of: room).intersection(names)
            #expect(imported == declared.intersection(names), "\(room)")
        }
    }

    @Test("the rooms of one feature import nothing of another feature's, but those that are about all of them")
    func features() throws {
        let rooms = try Self.rooms()
        // What a feature's rooms begin with. `HouseStore` and the programs stand above all features.
        let features = Self.features(rooms)
        #expect(features.isSuperset(of: ["Task", "Auth"]))
        for (room, declared) in rooms where room != "HouseStore" {
            guard let own = features.first(where: room.hasPrefix) else { continue }
            let others = declared.filter { other in features.contains { $0 != own && other.hasPrefix($0) } }
            #expect(others == [], "\(room)")
            #expect(declared.filter { $0.hasPrefix("House") }.subtracting(["HouseTexts"]) == [], "\(room)")
        }
    }

    @Test("nouns import nothing of the system")
    func nouns() throws {
        let nouns = Self.features(try Self.rooms()).map { $0 + "Domain" }
        // Tools that import nothing themselves, but tables.
        let tools: Set<String> = ["Search", "JSON", "Tokens"]
        for room in nouns + ["Domain"] + tools {
            #expect(try Self.imports(of: room).subtracting(tools.union(["Domain", "CVocabulary"])) == [], "\(room)")
        }
    }

    @Test("formats and words know no pages and no HTTP, and the command line knows no database")
    func boundaries() throws {
        let rooms = try Self.rooms()
        let formats = rooms.keys.filter { $0.hasSuffix("Formats") || $0.hasSuffix("Texts") }
        #expect(Set(formats).isSuperset(of: ["TaskFormats", "HouseTexts"]))
        for room in formats {
            #expect(Self.reach(of: room, rooms).isDisjoint(with: ["Web", "HTML", "Store", "SQLite"]), "\(room)")
        }
        let stores = rooms.keys.filter { $0.hasSuffix("Store") } + ["SQLite"]
        #expect(stores.contains("TaskStore"))
        #expect(try #require(rooms["elwosa"]).isDisjoint(with: stores))
    }

    /// The features, each of which has nouns: `Task` of `TaskDomain`.
    private static func features(_ rooms: [String: Set<String>]) -> Set<String> {
        Set(rooms.keys.filter { $0.hasSuffix("Domain") && $0 != "Domain" }.map { String($0.dropLast("Domain".count)) })
    }

    /// All rooms that one reaches, by whatever way.
    private static func reach(of room: String, _ rooms: [String: Set<String>]) -> Set<String> {
        let next = rooms[room] ?? []
        return next.reduce(into: next) { $0.formUnion(reach(of: $1, rooms)) }
    }

    /// The rooms of the house with the rooms that each declares.
    private static func rooms() throws -> [String: Set<String>] {
        let package = try String(contentsOfFile: "Package.swift", encoding: .utf8)
        let lines = package.matches(of: #/(?s)\b(?:room|program)\(\s*"([\w-]+)"(?:,\s*\[(.*?)\])?/#)
        return Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let names = (line.2 ?? "").matches(of: #/"([\w-]+)"/#).map { String($0.1) }
                return (String(line.1), Set(names))
            })
    }

    private static func imports(of room: String) throws -> Set<String> {
        let files = try FileManager.default.subpathsOfDirectory(atPath: "Sources/" + room)
        let found = try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
            try String(contentsOfFile: "Sources/\(room)/\(file)", encoding: .utf8)
                .matches(of: #/(?m)^import (?:struct |func )?(\w+)/#).map { String($0.1) }
        }
        return Set(found)
    }
}
