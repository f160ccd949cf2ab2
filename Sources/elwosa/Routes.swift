import ArgumentParser
import Auth
import Live
import Tasks
import Web

/// Prints every address there is, and who may enter.
struct Routes: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print every address, and the permission it needs.")

    func run() {
        let areas = [Self.lines(AuthArea.self), Self.lines(TasksArea.self), Self.lines(LiveArea.self)]
        for line in areas.joined() { print(line) }
    }

    private static func lines<Listed: Area>(_ area: Listed.Type) -> [String] {
        let operations = [("GET", "/health/\(area.name)", Need.nobody), ("GET", "/metrics/\(area.name)", .thisMachine)]
        let table = area.routes.map { ($0.method.rawValue, $0.pattern, $0.needs) } + operations
        return table.map { method, pattern, needs in
            column(area.name, 8) + column(method, 8) + column(pattern, 40) + needs.name
        }
    }

    private static func column(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
