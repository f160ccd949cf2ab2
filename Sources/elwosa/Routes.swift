import ArgumentParser
import AreaTables
import Domain
import Web

/// Prints every address there is, and who may enter.
struct Routes: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print every address, and the permission it needs.")

    func run() {
        for area in AreaName.allCases {
            for route in area.routes + area.operations { print(Self.line(route, of: area)) }
        }
    }

    private static func line(_ route: ListedRoute, of area: AreaName) -> String {
        column(area.rawValue, 8) + column(route.method.rawValue, 8) + column(route.pattern, 40) + route.needs.name
    }

    private static func column(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
