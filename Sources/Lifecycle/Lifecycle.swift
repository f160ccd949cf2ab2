import CLinux
import Glibc

/// The beginning and the end of a program that serves.
package enum Lifecycle {
    /// Puts the process in order: the signals of `SignalSet.ending` held back for whoever serves, memory bounded. The
    /// first thing a program does, since threads inherit the signals that are held back when they begin.
    ///
    /// - Units: `arenas` is how many heaps malloc may keep. glibc would take eight per processor, each of which
    ///   holds on to what its busiest moment needed.
    /// - Source: mallopt(3), malloc_trim(3), signal(7).
    package static func prepareProcess(arenas: Int32 = 2) {
        signal(SIGPIPE, SIG_IGN)
        SignalSet.ending.block()
        mallopt(M_ARENA_MAX, arenas)
        // A large body or page is mapped, so that it goes back to the system when it is freed.
        mallopt(M_MMAP_THRESHOLD, 256 * 1_024)
        mallopt(M_TRIM_THRESHOLD, 256 * 1_024)
    }

    /// The name by which `top` and `pgrep` know the process, whatever its file is called; 15 bytes of it are kept.
    ///
    /// - Source: prctl(2), PR_SET_NAME.
    package static func name(_ name: String) {
        _ = elwosa_name_process(name)
    }
}
