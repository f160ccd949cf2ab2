/// The operator's choices for one installation, read once at the start of each program.
///
/// - Shape: directories are absolute; which keys there are, with their rules and defaults, is in `SettingsTable`.
/// - Source: a file of `key = value` lines, and over it the environment (`idle_seconds` is `ELWOSA_IDLE_SECONDS`).
package struct Settings: Equatable, Sendable {
    /// Everything an installation keeps: database, keys, logs, generated configuration.
    package internal(set) var state = ""
    /// Where NGINX listens.
    package internal(set) var listen = ListenAddress(host: "127.0.0.1", port: 8080)
    /// The installation as browsers see it, for instance `https://tasks.example.org`.
    package internal(set) var origin = ""
    /// The directory of the responders' sockets.
    package internal(set) var run = ""
    /// The files NGINX serves as they stand, and the parts of the stylesheet.
    package internal(set) var www = ""
    /// The directory that holds the NGINX configuration as shipped.
    package internal(set) var nginxConfiguration = ""
    /// The NGINX program: a path, or a name looked for in `PATH` and the system's sbin directories.
    package internal(set) var nginx = ""
    /// The directory of the responders' programs.
    package internal(set) var programs = ""
    /// Requests one responder answers at the same time.
    package internal(set) var threads = 0
    /// Database connections one responder reads with.
    package internal(set) var readers = 0
    /// Seconds without a connection after which a responder ends; 0 is never.
    package internal(set) var idleSeconds = 0
    /// Seconds a write waits for the write lock.
    package internal(set) var lockSeconds = 0
    /// Mebibytes that must stay free on the disk for a write to be accepted.
    package internal(set) var minimumFreeMegabytes = 0
    /// Days a session lives.
    package internal(set) var sessionDays = 0
    /// The people of whom a second factor is demanded.
    package internal(set) var requireSecondFactor = FactorPolicy.nobody
    /// Words that no password may hold, beside the product's name.
    package internal(set) var passwordWords: [String] = []
    /// The time zone of accounts that have not chosen one, and of pages before anybody has signed in.
    package internal(set) var timeZone = ""
    /// The least severe line that is logged.
    package internal(set) var logLevel = LogLevel.info
    /// The most KiB a request body may have.
    package internal(set) var bodyLimitKilobytes = 0
    /// The most MiB a file to import may have.
    package internal(set) var uploadLimitMegabytes = 0
    /// The most entries of one space of memory.
    package internal(set) var memoryEntries = 0
    /// The most MiB of the texts of one space of memory.
    package internal(set) var memoryMegabytes = 0
    /// Bodies of more than 30 KB that one account may be sending at a time.
    package internal(set) var bodiesPerAccount = 0
    /// Bodies of more than 30 KB that may be on their way at a time.
    package internal(set) var bodies = 0
    /// Files to import that one account may be sending at a time.
    package internal(set) var uploadsPerAccount = 0
    /// Files to import that may be on their way at a time.
    package internal(set) var uploads = 0
    /// Requests a second one address may send on average.
    package internal(set) var requestsPerSecond = 0
    /// Connections one address may hold open.
    package internal(set) var connectionsPerAddress = 0
    /// Connections that each of NGINX's workers may have open, those to responders among them.
    package internal(set) var gatewayConnections = 0
    /// Open connections to `/live/` that one account, and one address, may have.
    package internal(set) var liveConnections = 0
    /// Networks that the two limits above do not apply to.
    package internal(set) var unlimitedNetworks: [String] = []
    /// User ids that may connect to a responder's socket.
    package internal(set) var peerUsers: [UInt32] = []

    /// The severities of a log line, least severe first.
    package enum LogLevel: String, CaseIterable, Sendable {
        case trace, debug, info, notice, warning, error, critical
    }

    /// Administrators are those who may look after accounts, by whichever role.
    package enum FactorPolicy: String, CaseIterable, Sendable {
        case nobody, administrators, everyone
    }
}

extension Settings {
    /// The directory of the database and the files SQLite keeps beside it.
    package var data: String { state + "/data" }
    package var database: String { data + "/elwosa.db" }
    /// The directory of the server's keys, closed to everyone else.
    package var keys: String { state + "/keys" }
    package var logs: String { state + "/log" }
    /// The directory of what `elwosa up` joins from parts in `www`: `app.css`.
    package var joined: String { state + "/nginx/www" }

    /// The socket on which the responder of `area` is reached.
    package func socket(of area: String) -> String { "\(run)/\(area).sock" }

    /// The socket on which `elwosa-live` is told that something has happened.
    package var commitSocket: String { run + "/live.bell" }

    /// The cookies' `Secure` attribute: true where browsers see an https origin.
    package var secureCookies: Bool { origin.hasPrefix("https:") }

    package var bodyLimit: Int { bodyLimitKilobytes * 1_024 }

    package var uploadLimit: Int { uploadLimitMegabytes << 20 }
}
