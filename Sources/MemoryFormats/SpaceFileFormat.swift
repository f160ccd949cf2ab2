import Domain

/// The files that a space is taken from, by the names that addresses have for them.
package enum SpaceFileFormat: Equatable, Sendable {
    /// All versions of all entries, as `SpaceFile` writes them.
    case elwosa
    case foreign(ForeignMemoryFormat)

    package static let all: [SpaceFileFormat] = [.elwosa] + ForeignMemoryFormat.allCases.map(SpaceFileFormat.foreign)

    /// Those that a space is written as, too.
    package static let written: [SpaceFileFormat] = [.elwosa, .foreign(.mcp)]

    /// The name under which a browser saves the file of a space.
    package func fileName(of space: Int64) -> String {
        switch self {
        case .elwosa: "memory-\(space).jsonl"
        case .foreign: "memory.json"
        }
    }

    package var name: String {
        switch self {
        case .elwosa: "elwosa"
        case .foreign(let format): format.rawValue
        }
    }

    /// As people know it, the same in every language.
    package var title: String {
        switch self {
        case .elwosa: "ELWOSA"
        case .foreign(let format): format.title
        }
    }

    /// - Shape: our own where nothing is said.
    /// - Errors: `.invalid` on `format`.
    package init(_ name: String?, among formats: [SpaceFileFormat] = all) throws(Failure) {
        let name = name ?? Self.elwosa.name
        guard let format = formats.first(where: { $0.name == name }) else {
            throw Failure(.oneOf(formats.map(\.name)), field: "format")
        }
        self = format
    }
}
