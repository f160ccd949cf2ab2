import CLinux
import Glibc
import Synchronization

/// Memory that one request needed and the next ones do not: malloc keeps it for ever where nobody gives it back.
///
/// The keeper does so once nobody is there any more; under steady traffic that moment never comes.
final class Memory: Sendable {
    /// - Units: bytes by which a process has to have grown before giving back is worth its time.
    private static let worth = 8_388_608
    /// A request that needs much memory takes longer than this; of the others nobody asks.
    static let suspicious = Duration.milliseconds(5)

    /// What was in use when memory was last given back, or when it began.
    private let settled: Atomic<Int>
    private let isTrimming = Atomic(false)
    private let statistics: Statistics

    init() {
        statistics = Statistics()
        settled = Atomic(statistics.resident() ?? 0)
    }

    /// Gives memory back if the process has grown, after a request that took this long.
    func settle(after duration: Duration) {
        guard duration >= Self.suspicious, let now = statistics.resident() else { return }
        guard now - settled.load(ordering: .relaxed) >= Self.worth, !isTrimming.exchange(true, ordering: .acquiring)
        else { return }
        malloc_trim(0)
        // What is still in use then is in use: the next one asks for that much more.
        if let now = statistics.resident() { settled.store(now, ordering: .relaxed) }
        isTrimming.store(false, ordering: .releasing)
    }

}

/// What the system says of this process; kept open, since it is asked often.
///
/// - Source: proc_pid_statm(5).
private struct Statistics: ~Copyable {
    private let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    private let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))

    deinit {
        if file >= 0 { close(file) }
    }

    /// - Units: bytes; nil where the system does not say.
    func resident() -> Int? {
        var text = [UInt8](repeating: 0, count: 128)
        let count = pread(file, &text, text.count, 0)
        guard count > 0 else { return nil }
        let numbers = text.prefix(count).split(separator: UInt8(ascii: " "))
        return numbers.count > 1 ? Int(String(decoding: numbers[1], as: UTF8.self)).map { $0 * pageSize } : nil
    }
}
