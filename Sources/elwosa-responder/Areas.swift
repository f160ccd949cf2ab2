import Auth
import AuthDomain
import Domain
import HouseStore
import Memory
import MemoryStore
import Settings
import Store
import TaskStore
import Tasks
import Web
import Wiring

/// The areas that this program can serve, one at a time.
enum Areas {
    /// - Shape: nil for one that is a program of its own.
    static func serving(_ area: AreaName) -> (() -> Int32)? {
        switch area {
        case .auth: { serve(AuthArea.init) }
        case .tasks:
            {
                serve {
                    TasksArea(
                        tasks: $0.store.tasks, projects: $0.store.projects, surroundings: HouseSurroundings($0))
                }
            }
        case .memory: { serve { MemoryArea(memory: $0.memory, surroundings: HouseSurroundings($0)) } }
        case .live: nil
        }
    }

    /// Pages of every area stand in the same frame.
    private static func serve<Served: Area>(_ make: (CompositionRoot) -> Served) -> Int32 {
        CompositionRoot.serve(
            frame: { root in
                JoinedFrames(
                    TasksFrame(tasks: root.store.tasks, menus: root.store.projects), MemoryFrame(root.memory))
            }, make)
    }

    /// The one that the argument names; or, for a web server that gives none, the name of a link to this file:
    /// `elwosa-AREA`. A link's name goes before, since the arguments of a CGI program are words of the query.
    ///
    /// - Source: RFC 3875, section 4.4.
    static func named(by line: [String]) -> (() -> Int32)? {
        let link = line.first?.split(separator: "/").last?.split(separator: "-").last ?? ""
        if let linked = AreaName(rawValue: String(link)).flatMap(serving) { return linked }
        return line.count == 2 ? AreaName(rawValue: line[1]).flatMap(serving) : nil
    }
}

extension HouseSurroundings {
    fileprivate init(_ root: CompositionRoot) {
        self.init(root.store, memory: root.memory, origin: root.settings.origin)
    }
}

extension AuthArea {
    fileprivate init(_ root: CompositionRoot) {
        self.init(
            accounts: root.store.accounts,
            // Half of the threads stay free for everybody else: two shares of a quarter each may wait.
            hashing: PasswordHashing(placesPerShare: max(1, min(4, root.settings.threads / 4))),
            passwords: PasswordRules(words: root.settings.passwordWords), seals: root.keys.seal,
            sessionDays: root.settings.sessionDays, uncountedNetworks: root.settings.unlimitedNetworks)
    }
}
