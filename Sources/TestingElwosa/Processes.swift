import Foundation
import Glibc

/// The processes of this machine, as `/proc` shows them.
package enum Processes {
    /// Those that are alive and were started by `pid`, with their names.
    package static func children(of pid: pid_t) -> [(pid: pid_t, name: String)] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { pid_t($0) }.sorted().compactMap { child in
            guard let fields = fields(of: child), fields.parent == pid else { return nil }
            return (child, fields.name)
        }
    }

    /// Those and the ones they started.
    package static func descendants(of pid: pid_t) -> [pid_t] {
        children(of: pid).flatMap { [$0.pid] + descendants(of: $0.pid) }
    }

    /// The command line that it was started with: its program and the arguments; nothing once it has ended.
    package static func commandLine(of pid: pid_t) -> [String] {
        let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
        return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// One that has ended and waits to be reaped is not alive.
    package static func isAlive(_ pid: pid_t) -> Bool { fields(of: pid) != nil }

    /// Kills one that is alive and waits until it is not.
    ///
    /// - Shape: false where there was nothing to kill any more, or it goes on.
    package static func killed(_ pid: pid_t) -> Bool {
        guard isAlive(pid), kill(pid, SIGKILL) == 0 else { return false }
        let limit = ContinuousClock.now + .seconds(10)
        while isAlive(pid) {
            if ContinuousClock.now > limit { return false }
            sched_yield()
        }
        return true
    }

    private static func fields(of pid: pid_t) -> (name: String, parent: pid_t)? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")")
        else { return nil }
        let rest = stat[stat.index(after: close)...].split(separator: " ")
        guard rest.count > 1, rest[0] != "Z", let parent = pid_t(rest[1]) else { return nil }
        return (String(stat[stat.index(after: open)..<close]), parent)
    }
}
