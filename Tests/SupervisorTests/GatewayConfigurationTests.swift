import Foundation
import Settings
import Testing

@testable import Supervisor

@Suite("The NGINX configuration")
struct GatewayConfigurationTests {
    @Test(
        "words between two at signs are replaced, other at signs stay",
        arguments: [
            ("listen @listen@;", "listen 127.0.0.1:80;"), ("@listen@@listen@", "127.0.0.1:80127.0.0.1:80"),
            ("a@b.example @ @@ @Listen@ \"@timestamp\":", "a@b.example @ @@ @Listen@ \"@timestamp\":"),
            ("no word", "no word"), ("at the end @", "at the end @"),
        ])
    func fill(template: String, expected: String) throws {
        let filled = try GatewayConfiguration.fill(template, ["listen": "127.0.0.1:80"], file: "x.conf")
        #expect(filled == expected)
    }

    @Test("a word nobody knows is an error that names the file")
    func unknown() {
        let error = #expect(throws: SupervisorError.self) {
            try GatewayConfiguration.fill("@liste@", [:], file: "x.conf")
        }
        #expect(error?.description == "x.conf: nothing is known of the placeholder @liste@.")
    }

    @Test("each area has an upstream of its own, and what an earlier version wrote is gone")
    func areas() throws {
        let configuration = try configuration(areas: ["auth", "tasks"])
        try configuration.write()
        let less = configuration.with(areas: ["tasks"])
        try less.write()
        let upstreams = less.directory + "/upstreams"
        #expect(Files.names(in: upstreams) == ["tasks.conf"])
        let text = try Files.read(upstreams + "/tasks.conf")
        #expect(text.contains("server \"unix:\(less.settings.run)/tasks.sock\";"))
        try FileManager.default.removeItem(atPath: less.settings.state)
    }

    @Test("without a configuration the error says how to name one")
    func absent() throws {
        let configuration = try configuration(areas: [], source: "/nowhere")
        let error = #expect(throws: SupervisorError.self) { try configuration.write() }
        #expect(error?.description == "There is no nginx.conf in /nowhere; set nginx_conf (ELWOSA_NGINX_CONF).")
    }

    private func configuration(areas: [String], source: String? = nil) throws -> GatewayConfiguration {
        let state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"
        var environment = ["ELWOSA_STATE": state]
        environment["ELWOSA_NGINX_CONF"] = source
        return GatewayConfiguration(
            settings: try Settings.load(environment: environment), areas: [], isRoot: false
        ).with(areas: areas)
    }
}

extension GatewayConfiguration {
    fileprivate func with(areas: [String]) -> GatewayConfiguration {
        let served = areas.map { ServedArea(name: $0, program: "StandIn") }
        return GatewayConfiguration(settings: settings, areas: served, isRoot: isRoot)
    }
}
