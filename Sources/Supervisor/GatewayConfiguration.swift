import Glibc
import Settings

/// The NGINX configuration of one installation: the files of `nginx/` with their placeholders filled in.
///
/// - Shape: `@word@` is a placeholder. `upstream.conf` is written once for each area, to `upstreams/NAME.conf`;
///   everything else keeps its name.
struct GatewayConfiguration {
    let settings: Settings
    let areas: [ServedArea]
    let isRoot: Bool

    /// Where the filled-in files go; NGINX's prefix.
    var directory: String { settings.state + "/nginx" }

    var mainFile: String { directory + "/nginx.conf" }

    /// Writes all files anew.
    ///
    /// - Errors: no configuration where the settings say it is; a placeholder nobody fills; a disk that is full.
    func write() throws(SupervisorError) {
        let source = settings.nginxConfiguration
        guard access(source + "/nginx.conf", R_OK) == 0 else {
            throw SupervisorError("There is no nginx.conf in \(source); set nginx_conf (ELWOSA_NGINX_CONF).")
        }
        for part in ["", "/areas", "/upstreams"] { try Files.makeDirectory(directory + part) }
        let files = Files.names(in: source) + Files.names(in: source + "/areas").map { "areas/" + $0 }
        let plain = files.filter { $0.hasSuffix(".conf") && $0 != "upstream.conf" }
        for file in plain { try write(file, to: file, values) }
        for area in areas {
            try write("upstream.conf", to: "upstreams/\(area.name).conf", values.merging(["area": area.name]) { $1 })
        }
        removeOthers(plain + areas.map { "upstreams/\($0.name).conf" })
    }

    /// Removes what an earlier version wrote into the directories that are included as a whole. Each file is replaced
    /// in one step and only the others are removed, since an NGINX may be reading them this very moment.
    private func removeOthers(_ kept: [String]) {
        for part in ["areas", "upstreams"] {
            for name in Files.names(in: "\(directory)/\(part)") where !kept.contains("\(part)/\(name)") {
                unlink("\(directory)/\(part)/\(name)")
            }
        }
    }

    private func write(_ file: String, to target: String, _ values: [String: String]) throws(SupervisorError) {
        let template = try Files.read("\(settings.nginxConfiguration)/\(file)")
        try Files.write(try Self.fill(template, values, file: file), to: "\(directory)/\(target)")
    }

    private var values: [String: String] {
        [
            // Workers of a root master would be `nobody`, who reaches neither a state directory under /root nor
            // sockets of mode 0660. Whoever minds installs the package, where every part has a user of its own.
            "user": isRoot ? "user root;" : "",
            "state": settings.state,
            "logs": settings.logs,
            "run": settings.run,
            "www": settings.www,
            "joined": settings.joined,
            "listen": settings.listen.description,
            "body_limit_kilobytes": String(settings.bodyLimitKilobytes),
            "upload_limit_megabytes": String(settings.uploadLimitMegabytes),
            // No more than client_body_buffer_size.
            "memory_body_kilobytes": String(min(32, settings.bodyLimitKilobytes)),
            "bodies_per_account": String(settings.bodiesPerAccount),
            "bodies": String(settings.bodies),
            "uploads_per_account": String(settings.uploadsPerAccount),
            "uploads": String(settings.uploads),
            "requests_per_second": String(settings.requestsPerSecond),
            "burst": String(settings.requestsPerSecond * 4),
            "connections_per_address": String(settings.connectionsPerAddress),
            "live_connections": String(settings.liveConnections),
            "gateway_connections": String(settings.gatewayConnections),
            // Logs, sockets and files beside them.
            "gateway_files": String(settings.gatewayConnections + 128),
            "unlimited_networks": settings.unlimitedNetworks.map { "\($0) 0;" }.joined(separator: " "),
        ]
    }

    /// Puts `values` in the place of their names between two `@`.
    static func fill(_ template: String, _ values: [String: String], file: String) throws(SupervisorError) -> String {
        var out = ""
        var rest = template[...]
        while let start = rest.firstIndex(of: "@") {
            let after = rest[rest.index(after: start)...]
            let name = after.prefix { $0.isASCII && ($0.isLowercase || $0 == "_") }
            out += rest[..<start]
            guard !name.isEmpty, after[name.endIndex...].first == "@" else {
                out += "@"
                rest = after
                continue
            }
            guard let value = values[String(name)] else {
                throw SupervisorError("\(file): nothing is known of the placeholder @\(name)@.")
            }
            out += value
            rest = after[name.endIndex...].dropFirst()
        }
        return out + rest
    }
}
