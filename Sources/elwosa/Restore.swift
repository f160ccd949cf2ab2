import Administration
import ArgumentParser
import Auth
import Domain
import Settings
import Web
import Wiring

/// Puts a backup in the place of the database.
struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup in the place of the database.",
        discussion: """
            The site must be stopped first. The database as it was is kept beside it, as elwosa.db-replaced or under \
            the next free name (elwosa.db-replaced-2), until somebody deletes it. Whoever was \
            signed in signs in again. What was revoked, disabled, deleted or changed after the backup was made, tokens, \
            accounts, passwords, second factors, roles and members, is taken from the database that is replaced and \
            carried out again; where that cannot be read, what is good again is listed.
            """)

    @Argument(help: "A file that `elwosa backup` wrote.")
    var file: String

    @Flag(help: "Replace a database that is damaged; it is set aside whole, with its WAL.")
    var damaged = false

    @Flag(help: "Restore a backup whose log does not hold, or whose keys are lost.")
    var unverified = false

    func run() throws {
        let settings = try Settings.load()
        let installation = Installation(settings: settings)
        let keys = try installation.keys()
        let (report, setAside) = try installation.restore(
            from: file, acceptingDamage: damaged, unverified: unverified,
            by: Change(by: .commandLine, at: Clock.system.now()), keptLives: HeadLog(settings).lives()
        ) { SecondFactor.opens($0, row: $1, with: keys.seal) }
        try HeadLog(settings).append(report.head, in: report.life)
        print(Self.lines(report, setAside, file, settings).joined(separator: "\n"))
    }

    private static func lines(
        _ report: RestorationReport, _ setAside: String?, _ file: String, _ settings: Settings
    ) -> [String] {
        var lines = [
            "\(settings.database) is \(file) now: \(report.verdict.events) events, head \(report.verdict.head)."
        ]
        if let setAside { lines.append("The database as it was is \(setAside) now.") }
        if let fault = report.verdict.fault { lines.append("Its event log does not hold. \(fault)") }
        lines.append("Sessions that were ended: \(report.sessions).")
        if !report.applied.isEmpty {
            lines += ["Carried out again, as it was after the backup:"] + report.applied.map { "  " + $0 }
        }
        return lines + (report.open.isEmpty ? [] : ["To be looked at:"] + report.open.map { "  " + $0 })
    }
}
