import Foundation
import Testing

/// The names of types and files in the source, which people search by.
@Suite("Names")
struct NamesTests {
    @Test("no type has the name of one that stands by itself")
    func types() throws {
        let types = try Self.sources().flatMap(\.declarations).filter { $0.keyword != "extension" }
        let standing = Dictionary(grouping: types.filter { !$0.isNested }, by: \.name)
        let doubles = Dictionary(grouping: types, by: \.name).filter { standing[$0.key] != nil && $0.value.count > 1 }
        #expect(doubles.values.map { $0.map(\.place) } == [])
    }

    @Test("a file bears the name of a type that it declares, or of one that it extends and the topic")
    func files() throws {
        let strays = try Self.sources().filter { file in
            let parts = file.stem.split(separator: "+")
            return !file.declarations.contains { declaration in
                !declaration.isNested && declaration.name == parts[0]
                    && (parts.count > 1 || declaration.keyword != "extension")
            }
        }
        // Functions alone; conformances of many types to one protocol.
        #expect(Set(strays.map(\.stem)) == ["Print", "WithSite", "Storable"])
    }

    @Test("every contract and everything that it asks for has a comment, and nothing is public")
    func comments() throws {
        let requirement = try NSRegularExpression(pattern: #"^ {4}(?:static |mutating )*(?:func|var|init)\b"#)
        var bare: [String] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: "Sources").filter({ $0.hasSuffix(".swift") }) {
            // What a catalogue asks for is named after what it says.
            let isWords = path.split(separator: "/")[0].hasSuffix("Texts")
            let lines = try String(contentsOfFile: "Sources/" + path, encoding: .utf8).components(separatedBy: "\n")
            var isInContract = false
            for (place, line) in lines.enumerated() {
                let beginning = line.hasPrefix("package protocol ")
                if line.hasPrefix("}") { isInContract = false }
                let whole = NSRange(location: 0, length: (line as NSString).length)
                let isAsked = isInContract && requirement.firstMatch(in: line, range: whole) != nil
                let above = lines[..<place].last { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("@") } ?? ""
                if beginning || isAsked, !above.trimmingCharacters(in: .whitespaces).hasPrefix("///") {
                    bare.append("\(path):\(place + 1)")
                }
                if line.trimmingCharacters(in: .whitespaces).hasPrefix("public ") {
                    bare.append("\(path):\(place + 1)")
                }
                if beginning { isInContract = !isWords }
            }
        }
        #expect(bare == [])
    }

    private struct Declaration {
        let keyword: String
        /// The last component: `Kind` of `Failure.Kind`.
        let name: String
        let isNested: Bool
        let place: String
    }

    private struct SourceFile {
        /// The name without `.swift`.
        let stem: String
        let declarations: [Declaration]
    }

    /// All files but those that only begin a program.
    private static func sources() throws -> [SourceFile] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: "Sources").sorted()
        return try paths.filter { $0.hasSuffix(".swift") && !$0.hasSuffix("/main.swift") }.map { path in
            let text = try String(contentsOfFile: "Sources/" + path, encoding: .utf8)
            return SourceFile(
                stem: String(path.split(separator: "/").last!.dropLast(".swift".count)),
                declarations: try declarations(text as NSString, path))
        }
    }

    /// The declarations of one file. On ICU, since Swift's own patterns take a minute for all lines of the source.
    private static func declarations(_ text: NSString, _ path: String) throws -> [Declaration] {
        let words = "public|package|private|fileprivate|final|indirect|nonisolated"
        let pattern = try NSRegularExpression(
            pattern: #"^( *)(?:(?:@\S+|\#(words)) )*(class|struct|enum|protocol|actor|typealias|extension) "#
                + #"(?!func|var|let)(?:\w+\.)*(\w+)"#, options: [.anchorsMatchLines])
        return pattern.matches(in: text as String, range: NSRange(location: 0, length: text.length)).map { found in
            Declaration(
                keyword: text.substring(with: found.range(at: 2)), name: text.substring(with: found.range(at: 3)),
                isNested: found.range(at: 1).length > 0, place: path)
        }
    }
}
