/// One line of the table: a key, what it means, and how its text becomes a value.
package struct SettingsRow: Sendable {
    package let key: String
    /// A sentence for `elwosa.conf` and the manual.
    package let meaning: String
    /// The text that stands for the default; where it depends on other settings, words in parentheses.
    package let fallback: String
    /// The rule for a value, to be read after "must be".
    package let rule: String
    /// Stores a value; false when it breaks the rule.
    let set: @Sendable (inout Settings, String) -> Bool

    /// The environment variable of the same meaning: `ELWOSA_IDLE_SECONDS`.
    package var variable: String { "ELWOSA_" + key.uppercased() }
}

/// Every setting there is.
package enum SettingsTable {
    package static let rows: [SettingsRow] = [
        .directory("state", "Everything an installation keeps: database, keys, logs.", "var", \.state),
        .checked(
            "listen", "Where NGINX listens.", "127.0.0.1:8080",
            "an address and a port such as 127.0.0.1:8080 or [::1]:8080", \.listen, ListenAddress.init),
        .checked(
            "origin", "How browsers see the installation; https makes cookies Secure.", "(http:// and listen)",
            "http:// or https:// and a host, without a path", \.origin, SettingsRules.origin),
        .directory("run", "The directory of the responders' sockets.", "(run in state)", \.run),
        .directory(
            "www", "The files NGINX serves as they stand, and the parts of the stylesheet.", "(beside the programs)",
            \.www),
        .directory(
            "nginx_conf", "The NGINX configuration as shipped.", "(beside the programs)", \.nginxConfiguration),
        .checked(
            "nginx", "The NGINX program: a path, or a name to look for.", "nginx", SettingsRules.pathRule, \.nginx,
            SettingsRules.path),
        .directory("programs", "The directory of the responders.", "(that of the running program)", \.programs),
        .number("threads", "Requests one responder answers at the same time.", 16, 1...256, \.threads),
        .number("readers", "Database connections one responder reads with.", 4, 1...64, \.readers),
        .number(
            "idle_seconds", "Seconds without a connection after which a responder ends; 0 is never.", 300, 0...604_800,
            \.idleSeconds),
        .number("lock_seconds", "Seconds a request waits for the write lock, and may read.", 5, 1...60, \.lockSeconds),
        .number(
            "minimum_free_megabytes", "MiB that must stay free on the disk for writes to be accepted.", 32,
            0...1_048_576, \.minimumFreeMegabytes),
        .number("session_days", "Days a session lives.", 30, 1...3_650, \.sessionDays),
        .checked(
            "require_second_factor",
            "Who may do nothing but set up a second factor until there is one; administrators may look after accounts.",
            "nobody", "one of \(Settings.FactorPolicy.allCases.map(\.rawValue).joined(separator: ", "))",
            \.requireSecondFactor, Settings.FactorPolicy.init(rawValue:)),
        .checked(
            "password_words",
            "Words that no password may hold, such as the name of your organisation; the product's is always refused.",
            "none", "none, or words of 4 characters and more separated by spaces", \.passwordWords,
            SettingsRules.words),
        .checked(
            "time_zone", "The time zone of accounts that have not chosen one.", "UTC",
            "the name of a time zone that this machine knows, such as Europe/Berlin", \.timeZone,
            SettingsRules.timeZone),
        .checked(
            "log_level", "The least severe line that is logged.", "info",
            "one of \(Settings.LogLevel.allCases.map(\.rawValue).joined(separator: ", "))", \.logLevel,
            Settings.LogLevel.init(rawValue:)),
        .number(
            "body_limit_kilobytes", "KiB a request body may have.", 1_024, 1...1_048_576, \.bodyLimitKilobytes),
        .number(
            "upload_limit_megabytes", "MiB a file to import may have.", 64, 1...4_096, \.uploadLimitMegabytes),
        .number(
            "memory_entries", "Entries that one space of memory may have.", 1_000_000, 1...100_000_000,
            \.memoryEntries),
        .number(
            "memory_megabytes", "MiB that the texts of one space of memory may have, with all their versions.", 1_024,
            1...1_048_576, \.memoryMegabytes),
        .number(
            "bodies_per_account", "Bodies of more than 30 KB, or sent in chunks, that one account may send at a time.",
            16, 1...65_535, \.bodiesPerAccount),
        .number(
            "bodies",
            "Bodies of more than 30 KB, or sent in chunks, that all accounts may send at a time; each is on the disk "
                + "meanwhile.", 64, 1...65_535, \.bodies),
        .number(
            "uploads_per_account", "Files to import that one account may send at a time.", 2, 1...65_535,
            \.uploadsPerAccount),
        .number(
            "uploads", "Files to import that all accounts may send at a time; each is on the disk meanwhile.", 4,
            1...65_535,
            \.uploads),
        .number(
            "requests_per_second", "Requests a second one address may send on average.", 50, 1...1_000_000,
            \.requestsPerSecond),
        .number(
            "connections_per_address", "Connections one address may hold open.", 100, 1...65_535,
            \.connectionsPerAddress),
        .number(
            "gateway_connections",
            "Connections that each of NGINX's workers, one for each processor, may hold; a live page takes two.", 2_048,
            64...65_535, \.gatewayConnections),
        .number(
            "live_connections", "Open connections to /live/ that one account, and one address, may have.", 200,
            1...65_535,
            \.liveConnections),
        .checked(
            "unlimited_networks",
            "Networks to which those two limits do not apply, and whose wrong sign-ins are counted by account alone.",
            "127.0.0.0/8 ::1/128",
            "none, or networks such as 10.0.0.0/8 separated by spaces", \.unlimitedNetworks, SettingsRules.networks),
        .checked(
            "peer_users", "Users that may connect to a responder's socket.", "(root and the user it runs as)",
            "user names or ids of this machine separated by spaces", \.peerUsers, SettingsRules.users),
    ]

    static func row(_ key: String) -> SettingsRow? { rows.first { $0.key == key } }
}

extension SettingsRow {
    typealias SettingsKeyPath<Value> = WritableKeyPath<Settings, Value> & Sendable

    fileprivate static func checked<Value>(
        _ key: String, _ meaning: String, _ fallback: String, _ rule: String, _ path: any SettingsKeyPath<Value>,
        _ read: @escaping @Sendable (String) -> Value?
    ) -> SettingsRow {
        SettingsRow(key: key, meaning: meaning, fallback: fallback, rule: rule) { settings, text in
            guard let value = read(text) else { return false }
            settings[keyPath: path] = value
            return true
        }
    }

    fileprivate static func directory(
        _ key: String, _ meaning: String, _ fallback: String, _ path: any SettingsKeyPath<String>
    ) -> SettingsRow {
        checked(key, meaning, fallback, SettingsRules.pathRule, path, SettingsRules.absolutePath)
    }

    fileprivate static func number(
        _ key: String, _ meaning: String, _ fallback: Int, _ range: ClosedRange<Int>, _ path: any SettingsKeyPath<Int>
    ) -> SettingsRow {
        let rule = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return checked(key, meaning, String(fallback), rule, path) { SettingsRules.number($0, in: range) }
    }
}
