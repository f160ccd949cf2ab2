import Glibc

extension Settings {
    /// Reads the settings of this process: defaults, over them the file, over it the environment.
    ///
    /// The file is the one `ELWOSA_SETTINGS` names, else `elwosa.conf` in the state directory if there is one.
    ///
    /// - Errors: the first unknown or doubled key or bad value, with file and line or the variable's name; a file that
    ///   cannot be read; a socket directory whose path is too long; a wildcard address without an origin.
    package static func load(
        environment: [String: String] = processEnvironment, executable: String = processExecutable
    ) throws(SettingsError) -> Settings {
        let variables = try EnvironmentLines.read(environment)
        var settings = Settings()
        for row in SettingsTable.rows where !row.fallback.hasPrefix("(") { _ = row.set(&settings, row.fallback) }
        try settings.apply(variables.filter { $0.key == "state" })
        try settings.apply(try settings.file(named: environment["ELWOSA_SETTINGS"]))
        try settings.apply(variables)
        settings.complete(executable: executable)
        try settings.check()
        return settings
    }

    private mutating func apply(_ lines: [SettingsLine]) throws(SettingsError) {
        for line in lines {
            guard let row = SettingsTable.row(line.key) else { throw .unknown(line.key, at: line.place) }
            guard row.set(&self, line.value) else {
                throw .broken(line.key, line.value, rule: row.rule, at: line.place)
            }
        }
    }

    private func file(named given: String?) throws(SettingsError) -> [SettingsLine] {
        if let given { return try SettingsFile.read(given) }
        let path = state + "/elwosa.conf"
        guard access(path, F_OK) == 0 else { return [] }
        let lines = try SettingsFile.read(path)
        // A file found through the state directory cannot move it: half the programs would look elsewhere.
        if let line = lines.first(where: { $0.key == "state" }) {
            throw SettingsError("\(line.place): state can be set by ELWOSA_STATE or in the file ELWOSA_SETTINGS names.")
        }
        return lines
    }

    /// Fills in the defaults that depend on other settings.
    private mutating func complete(executable: String) {
        let place = InstalledPlace(executable: executable)
        if origin.isEmpty { origin = listen.origin }
        if run.isEmpty { run = state + "/run" }
        if programs.isEmpty { programs = place.programs }
        if www.isEmpty { www = place.directory("www") }
        if nginxConfiguration.isEmpty { nginxConfiguration = place.directory("nginx") }
        if peerUsers.isEmpty { peerUsers = Array(Set([0, geteuid()])).sorted() }
    }

    /// The longest path a Unix socket can have is 107 bytes (unix(7)); the longest name in `run` takes 16 of them.
    static let longestRun = 107 - 16

    private func check() throws(SettingsError) {
        guard run.utf8.count <= Self.longestRun else {
            throw SettingsError(
                "The path of a socket may have 107 bytes, which \(run) leaves no room for; "
                    + "set run (ELWOSA_RUN) to a directory with a shorter path.")
        }
        guard !listen.isWildcard || origin != listen.origin else {
            throw SettingsError(
                "listen = \(listen) has no address a browser could type; "
                    + "set origin (ELWOSA_ORIGIN), for instance to http://the-name-of-this-machine:\(listen.port).")
        }
    }
}
