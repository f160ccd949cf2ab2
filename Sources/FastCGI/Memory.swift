import CLinux
import Glibc
import Platform
import Synchronization

/// Memory that one request needed and the next ones do not: malloc keeps it for ever where nobody gives it back.
///
/// The keeper does so once nobody is there any more; under steady traffic that moment never comes.
final class Memory: Sendable {
    /// A request that needs much memory takes longer than this; of the others nobody asks.
    static let suspicious = Duration.milliseconds(5)

    private let settling: Mutex<Settling>
    /// A debt: the process had grown when it was too early to give anything back, so whoever comes next looks again.
    private let isOwed = Atomic(false)
    private let statistics: MemoryStatistics

    init() {
        statistics = MemoryStatistics()
        settling = Mutex(Settling(resident: statistics.resident() ?? 0))
    }

    /// Gives memory back if the process has grown, after a request that took this long.
    func settle(after duration: Duration) {
        guard duration >= Self.suspicious || isOwed.load(ordering: .relaxed), let resident = statistics.resident()
        else { return }
        let step = settling.withLock { $0.next(resident: resident, at: .now) }
        isOwed.store(step == .later, ordering: .relaxed)
        guard step == .trim else { return }
        malloc_trim(0)
        if let left = statistics.resident() { settling.withLock { $0.trimmed(to: left) } }
    }
}

/// The decision when memory is given back: measured against the least that was ever in use, since another large request
/// may hold what is in use after a trim, and once in a second at most, since what is in use by then may stay so.
struct Settling {
    enum Step { case nothing, trim, later }

    /// - Units: bytes by which a process has to have grown before giving back is worth its time.
    static let worth = 8_388_608
    static let pause = Duration.seconds(1)

    private var least: Int
    private var lastTrim: MonotonicTime?

    init(resident: Int) { least = resident }

    mutating func next(resident: Int, at moment: MonotonicTime) -> Step {
        least = min(least, resident)
        guard resident - least >= Self.worth else { return .nothing }
        if let lastTrim, moment.since(lastTrim) < Self.pause { return .later }
        lastTrim = moment
        return .trim
    }

    mutating func trimmed(to resident: Int) { least = min(least, resident) }
}

/// The system's figures for this process; the file is kept open, since it is read often.
///
/// - Source: proc_pid_statm(5).
private struct MemoryStatistics: ~Copyable {
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
