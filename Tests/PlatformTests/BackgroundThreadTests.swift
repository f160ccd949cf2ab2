import Glibc
import Platform
import Synchronization
import Testing

@Suite("Threads beside the one that serves")
struct BackgroundThreadTests {
    @Test("runs on another thread, on which no signal arrives, and is joined")
    func joined() throws {
        let before = Self.blocked()
        let seen = Mutex((thread: pthread_self(), isBlocked: false))
        let thread = try #require(
            BackgroundThread.start {
                let isBlocked = Self.blocked().allSatisfy { $0 }
                seen.withLock { $0 = (pthread_self(), isBlocked) }
            })
        thread.join()
        #expect(seen.withLock { $0.thread != pthread_self() && $0.isBlocked })
        #expect(before == Self.blocked())
    }

    private static func blocked() -> [Bool] {
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        return [SIGTERM, SIGINT, SIGHUP].map { sigismember(&mask, $0) == 1 }
    }

    /// A number that needs so many frames of more than 64 KiB each.
    @inline(never) private static func depth(_ left: Int) -> Int {
        guard left > 0 else { return 0 }
        var frame = InlineArray<8_192, Int>(repeating: left)
        return withUnsafeMutablePointer(to: &frame) {
            $0.pointee[left] = left; return depth(left - 1) + $0.pointee[left] / left
        }
    }

    @Test("has as much stack as was asked for")
    func stack() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let end = ends[1]
        let isStarted = BackgroundThread.detach(stackBytes: 16 << 20) {
            var frames = UInt8(Self.depth(64))
            write(end, &frames, 1)
        }
        var frames: UInt8 = 0
        #expect(isStarted && read(ends[0], &frames, 1) == 1 && frames == 64)
        for end in ends { close(end) }
    }
}
