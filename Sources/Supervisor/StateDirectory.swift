import CLinux
import Glibc
import Settings

/// The directory an installation lives in, locked for one supervisor.
final class StateDirectory {
    private let lock: Int32

    /// Makes what is missing and takes the lock.
    ///
    /// - Errors: a directory that cannot be made, or that every user of the machine could change (data and keys: enter);
    ///   another supervisor that runs on it.
    init(_ settings: Settings) throws(SupervisorError) {
        for path in [settings.state, settings.logs, settings.run] { try Files.makeDirectory(path) }
        for path in [settings.data, settings.keys] { try Files.makeDirectory(path, mode: 0o700) }
        // Made by somebody else they have whatever permissions that one gave them.
        for path in [settings.state, settings.logs, settings.run] { try Files.refuse(path, mode: 0o002, "changed") }
        for path in [settings.data, settings.keys] { try Files.refuse(path, mode: 0o007, "entered") }
        let path = settings.state + "/up.lock"
        lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard lock >= 0 else { throw .system("\(path) cannot be opened") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let holder = (try? Files.read(path)) ?? ""
            close(lock)
            throw SupervisorError(
                "The site in \(settings.state) is already running\(holder.isEmpty ? "" : " (process \(holder))"); "
                    + "end that one first, or choose another directory with ELWOSA_STATE.")
        }
        ftruncate(lock, 0)
        _ = Files.writeAll(String(getpid()), to: lock)
    }

    /// The lock goes with the descriptor, however this process ends.
    deinit { close(lock) }
}
