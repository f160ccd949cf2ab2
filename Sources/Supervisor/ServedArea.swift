/// An area of the site and the program that answers for it.
public struct ServedArea: Equatable, Sendable {
    /// As in the names of its socket, its log and its NGINX upstream.
    public let name: String
    /// The file in the programs' directory, and what it is told.
    public let program: String
    public let arguments: [String]
    /// The lifetime of its connections: true where they stay open until it ends, so that NGINX can only end after it.
    public let keepsConnections: Bool

    public init(name: String, program: String, arguments: [String] = [], keepsConnections: Bool = false) {
        self.name = name
        self.program = program
        self.arguments = arguments
        self.keepsConnections = keepsConnections
    }

    /// Every area there is. One more takes a line here and its addresses in `nginx/areas/NAME.conf`.
    public static let all = [
        ServedArea(name: "auth", program: "elwosa-responder", arguments: ["auth"]),
        ServedArea(name: "tasks", program: "elwosa-responder", arguments: ["tasks"]),
        ServedArea(name: "live", program: "elwosa-live", keepsConnections: true),
    ]
}
