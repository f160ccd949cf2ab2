/// An area of the site and the program that answers for it.
public struct ServedArea: Equatable, Sendable {
    /// As in the names of its socket, its log and its NGINX upstream.
    public let name: String
    /// The file in the programs' directory.
    public let program: String

    public init(name: String, program: String) {
        self.name = name
        self.program = program
    }

    /// Every area there is. One more takes a line here and its addresses in `nginx/areas/NAME.conf`.
    public static let all = [
        ServedArea(name: "auth", program: "elwosa-auth"),
        ServedArea(name: "tasks", program: "elwosa-tasks"),
    ]
}
