import Domain
import Foundation
import Supervisor
import Testing

@Suite("The areas that are served")
struct ServedAreaTests {
    @Test("are those that there are, each with its addresses at NGINX")
    func all() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let files = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "nginx/areas").path)
        let names = AreaName.allCases.map(\.rawValue)
        #expect(Set(files.filter { $0.hasSuffix(".conf") }) == Set(names.map { $0 + ".conf" }))
        #expect(ServedArea.all.map(\.name) == names)
    }
}
