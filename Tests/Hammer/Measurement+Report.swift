import Glibc
import Synchronization

func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func report(_ name: String, _ count: Int, _ body: (Int) throws -> Void) throws {
    for number in 0..<count / 10 { try body(number) }
    let start = now()
    for number in 0..<count { try body(number) }
    let microseconds = (now() - start) / Double(count) * 1e6
    print("\(name): \((microseconds * 100).rounded() / 100) µs")
}

/// Writes for three seconds from `threads` threads.
func reportWrites(_ name: String, threads: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    let total = Atomic<Int>(0)
    let failures = Atomic<Int>(0)
    let start = now()
    inParallel(threads) { thread in
        var count = 0
        while now() - start < 3 {
            do { try body(thread << 32 + count) } catch { failures.add(1, ordering: .relaxed) }
            count += 1
        }
        total.add(count, ordering: .relaxed)
    }
    let rate = Double(total.load(ordering: .relaxed)) / (now() - start)
    print("\(name): \(Int(rate)) writes/s, \(failures.load(ordering: .relaxed)) failed")
}
