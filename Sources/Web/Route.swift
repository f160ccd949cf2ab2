import Domain

/// The need of a route: what it asks of whoever calls it. Every line of a route table names one.
package enum Requirement: Sendable, Equatable {
    /// Nobody needs to be signed in.
    case nobody
    /// A client on this machine itself; `/metrics/{area}`.
    case thisMachine
    /// Anybody who is known, by session or by token, whatever the role.
    case signedIn
    /// A session: a token is not enough, so that none can make more of itself.
    case session
    /// A session, also of a person who still has to set up a second factor.
    case anySession
    /// The same with a fresh proof.
    case anyFreshSession
    /// A session whose person proved who it is within the last ten minutes.
    case freshSession
    case permission(Permission)
    /// The permission, in a session as `freshSession` asks for.
    case freshPermission(Permission)

    package static let tasksRead = Requirement.permission(.tasksRead)
    package static let tasksWrite = Requirement.permission(.tasksWrite)
    package static let memoryRead = Requirement.permission(.memoryRead)
    package static let memoryWrite = Requirement.permission(.memoryWrite)

    /// As `elwosa routes` prints it.
    package var name: String {
        switch self {
        case .nobody: "-"
        case .thisMachine: "this machine"
        case .signedIn: "signed in"
        case .session: "session"
        case .anySession: "any session"
        case .anyFreshSession: "any session, fresh"
        case .freshSession: "fresh session"
        case .permission(let permission): permission.rawValue
        case .freshPermission(let permission): permission.rawValue + ", fresh session"
        }
    }

    /// The permission that the caller's role must have.
    package var permission: Permission? {
        switch self {
        case .permission(let permission), .freshPermission(let permission): permission
        default: nil
        }
    }
}

/// One line of a route table: an address, who may enter, and who answers.
package struct Route: Sendable {
    package typealias Handler = @Sendable (Exchange) throws(Failure) -> Response

    package let method: Method
    /// Such as `/tasks/{id}/completion`; a segment in braces matches any one segment.
    package let pattern: String
    package let needs: Requirement
    /// A form may bring a file, which is read while it arrives and may be larger than other bodies.
    package let takesFile: Bool
    /// Bytes that a body may have there at least.
    let bodyLimit: Int
    /// Refuses a body that whoever sends it may not bring to this path, before any of it is read.
    let admitBody: (@Sendable (Path, Caller) throws(Failure) -> Void)?
    /// The connection stays open after the answer: then another site's page may not ask for it either, though the
    /// method is safe.
    package let opens: Bool
    package let repetition: Repetition
    let segments: [Segment]
    let handle: Handler

    enum Segment: Sendable, Equatable {
        case literal(String)
        case parameter(String)

        var isLiteral: Bool { if case .literal = self { true } else { false } }
    }

    package init(
        _ method: Method, _ pattern: String, needs: Requirement, twice repetition: Repetition? = nil,
        takesFile: Bool = false, opens: Bool = false, bodyLimit: Int = 0,
        admitBody: (@Sendable (Path, Caller) throws(Failure) -> Void)? = nil, handle: @escaping Handler
    ) {
        (self.bodyLimit, self.admitBody) = (bodyLimit, admitBody)
        self.repetition = repetition ?? Repetition(of: method)
        self.takesFile = takesFile
        self.opens = opens
        self.method = method
        self.pattern = pattern
        self.needs = needs
        self.handle = handle
        segments = pattern.split(separator: "/").map { piece in
            piece.hasPrefix("{") ? .parameter(String(piece.dropFirst().dropLast())) : .literal(String(piece))
        }
    }

    /// Method and pattern: how logs and metrics name the route.
    package var name: String { "\(method.rawValue) \(pattern)" }

    func matches(_ path: Path) -> Bool {
        guard segments.count == path.segments.count else { return false }
        for (segment, typed) in zip(segments, path.segments) {
            // Lengths first: most routes are told apart by them.
            if case .literal(let text) = segment, text.utf8.count != typed.utf8.count || text != typed { return false }
        }
        return true
    }

    func values(in path: Path) -> [String: String] {
        var values: [String: String] = [:]
        for (segment, typed) in zip(segments, path.segments) {
            if case .parameter(let name) = segment { values[name] = typed }
        }
        return values
    }
}

/// The routes of one responder, found by path and method.
package struct RouteTable: Sendable {
    package let routes: [Route]
    /// The lines of each pattern, by number of segments; literals before parameters, so that `/tasks/new` is not read as
    /// a task's id.
    private let bySize: [[[Route]]]

    enum Match {
        case found(Route)
        /// The path is known; these are the methods it answers.
        case otherMethod([Method])
        case unknown
    }

    package init(_ routes: [Route]) {
        self.routes = routes
        let largest = routes.map(\.segments.count).max() ?? 0
        bySize = (0...largest).map { size in
            Dictionary(grouping: routes.filter { $0.segments.count == size }, by: \.pattern).values
                .sorted { $0[0].isMeant(before: $1[0]) }
        }
    }

    /// - Shape: `method` is nil for one that no address answers.
    func match(_ method: Method?, _ path: Path) -> Match {
        let lines = routes(of: path)
        guard !lines.isEmpty else { return .unknown }
        let wanted = method == .head ? .get : method
        if let route = lines.first(where: { $0.method == wanted }) { return .found(route) }
        let allowed = lines.map(\.method)
        return .otherMethod(allowed.contains(.get) ? allowed + [.head] : allowed)
    }

    /// The lines of the pattern that is meant by this path; empty where none is.
    func routes(of path: Path) -> [Route] {
        guard bySize.indices.contains(path.segments.count) else { return [] }
        // The first pattern that fits is the one that is meant: `DELETE /tasks/new` is no task's address.
        return bySize[path.segments.count].first { $0[0].matches(path) } ?? []
    }
}

extension Route {
    /// The one of two patterns of one length that is meant where both match: at their first difference, the literal.
    fileprivate func isMeant(before other: Route) -> Bool {
        for (mine, theirs) in zip(segments, other.segments) where mine.isLiteral != theirs.isLiteral {
            return mine.isLiteral
        }
        return false
    }
}

/// A part of the product with addresses of its own, such as tasks.
package protocol Area: Sendable {
    /// The name in the one list of areas.
    static var name: AreaName { get }
    /// The area's addresses: a table that can be printed and tested without anything behind it.
    static var routes: [AreaRoute<Self>] { get }

    /// The bytes that a body may have there at least, whatever the house says.
    static var bodyLimit: Int { get }

    /// Refuses a body that the caller may not bring to a path whatever is in it; the permission is asked for before.
    func admitBody(to path: Path, from caller: Caller) throws(Failure)

    /// A page of the area's own for something that was refused, such as with the next step that can be taken.
    ///
    /// - Shape: nil where the page that every failure has is good enough.
    func answer(to failure: Failure, _ exchange: Exchange) -> Response?
}

extension Area {
    package static var bodyLimit: Int { 0 }

    package func admitBody(to path: Path, from caller: Caller) throws(Failure) {}

    package func answer(to failure: Failure, _ exchange: Exchange) -> Response? { nil }
}

extension Area {
    /// The table with this area's own functions behind its lines.
    package var routes: [Route] {
        Self.routes.map { line in
            let handle = line.handle(self)
            return Route(
                line.method, line.pattern, needs: line.needs, twice: line.repetition, takesFile: line.takesFile,
                opens: line.opens, bodyLimit: Self.bodyLimit,
                admitBody: { path, caller throws(Failure) in try admitBody(to: path, from: caller) }
            ) { exchange throws(Failure) in
                do throws(Failure) {
                    return try handle(exchange)
                } catch {
                    guard exchange.wantsPage, let page = answer(to: error, exchange) else { throw error }
                    return page
                }
            }
        }
    }
}

/// One line of an area's table.
package struct AreaRoute<Handling: Area>: Sendable {
    package let method: Method
    package let pattern: String
    package let needs: Requirement
    package let takesFile: Bool
    package let opens: Bool
    package let repetition: Repetition
    let handle: @Sendable (Handling) -> Route.Handler

    package init(
        _ method: Method, _ pattern: String, needs: Requirement, twice repetition: Repetition? = nil,
        takesFile: Bool = false, opens: Bool = false, handle: @escaping @Sendable (Handling) -> Route.Handler
    ) {
        self.repetition = repetition ?? Repetition(of: method)
        self.takesFile = takesFile
        self.opens = opens
        self.method = method
        self.pattern = pattern
        self.needs = needs
        self.handle = handle
    }
}

/// A line of an area's table without what stands behind it, for whoever prints or walks all of them.
package struct ListedRoute: Sendable {
    package let method: Method
    package let pattern: String
    package let needs: Requirement
    package let repetition: Repetition

    /// Such as `PATCH /tasks/{id}`.
    package var name: String { "\(method.rawValue) \(pattern)" }
}

extension Area {
    package static var listing: [ListedRoute] {
        routes.map { ListedRoute(method: $0.method, pattern: $0.pattern, needs: $0.needs, repetition: $0.repetition) }
    }
}

extension AreaName {
    /// The addresses that each area has beside its own: `OperationsRoutes`.
    package var operations: [ListedRoute] {
        [("/health/", Requirement.nobody), ("/metrics/", .thisMachine)].map { place, needs in
            ListedRoute(method: .get, pattern: place + rawValue, needs: needs, repetition: Repetition(of: .get))
        }
    }
}
