import Domain

/// An area of the site and the program that answers for it.
package struct ServedArea: Equatable, Sendable {
    /// As in the names of its socket, its log and its NGINX upstream.
    package let name: String
    /// The file in the programs' directory, and what it is told.
    package let program: String
    package let arguments: [String]
    /// The lifetime of its connections: true where they stay open until it ends, so that NGINX can only end after it.
    package let keepsConnections: Bool

    package init(name: String, program: String, arguments: [String] = [], keepsConnections: Bool = false) {
        self.name = name
        self.program = program
        self.arguments = arguments
        self.keepsConnections = keepsConnections
    }

    /// Every area there is.
    package static let all = AreaName.allCases.map(ServedArea.init)

    private init(_ area: AreaName) {
        switch area {
        case .auth, .tasks, .memory:
            self.init(name: area.rawValue, program: "elwosa-responder", arguments: [area.rawValue])
        case .live: self.init(name: area.rawValue, program: "elwosa-live", keepsConnections: true)
        }
    }
}
