import Glibc
import JSON
import Settings
import Supervisor

// What `elwosa up` becomes: it stays as long as the site does, and so carries nothing but what it needs for that.

func say(_ line: String) {
    // At once, also where the output is a file or a pipe.
    let bytes = Array("\(VisibleText.lines(line))\n".utf8)
    _ = write(1, bytes, bytes.count)
}

do {
    let orders = OrderSource.signals()
    let settings = try Settings.load()
    let supervisor = try Supervisor(
        settings, jobs: [.sweep], reread: { () throws(SettingsError) in try Settings.load() }, say: say)
    // With the state directory locked, and by a program of its own: of what it needs for that nothing stays.
    let opening = try Program.elwosa(settings, ["prepare"]).start().wait()
    guard opening == .exited(0) else {
        // It has said why.
        exit(opening == .exited(EX_USAGE) ? EX_USAGE : EXIT_FAILURE)
    }
    supervisor.run(orders)
} catch {
    let line = Array("Error: \(VisibleText.lines("\(error)"))\n".utf8)
    _ = write(2, line, line.count)
    exit(EXIT_FAILURE)
}
