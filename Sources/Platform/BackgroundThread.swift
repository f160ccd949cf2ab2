import Glibc

/// A thread beside the one that serves. All signals are blocked on it: they belong to the program's main thread.
package struct BackgroundThread: @unchecked Sendable {
    private let thread: pthread_t

    /// Starts `body` on a thread that nobody joins; it is done when it has said so.
    ///
    /// - Errors: false when the system has no thread left.
    package static func detach(stackBytes: Int = 1 << 20, _ body: @escaping @Sendable () -> Void) -> Bool {
        create(PTHREAD_CREATE_DETACHED, stackBytes, body) != nil
    }

    /// Starts `body` on a thread whose end somebody waits for; whoever drops it without `join` leaks its stack.
    ///
    /// - Errors: nil when the system has no thread left.
    package static func start(_ body: @escaping @Sendable () -> Void) -> BackgroundThread? {
        create(PTHREAD_CREATE_JOINABLE, 1 << 20, body).map(BackgroundThread.init)
    }

    /// Waits for its end; once.
    package func join() { pthread_join(thread, nil) }

    private static func create(
        _ state: Int, _ stackBytes: Int, _ body: @escaping @Sendable () -> Void
    ) -> pthread_t? {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(state))
        pthread_attr_setstacksize(&attributes, stackBytes)

        let box = Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        let code = withSignalsBlocked { pthread_create(&thread, &attributes, runBox, box.toOpaque()) }
        guard code == 0 else {
            box.release()
            return nil
        }
        return thread
    }

    /// A thread inherits the mask of the one that starts it.
    private static func withSignalsBlocked(_ body: () -> Int32) -> Int32 {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        return body()
    }
}

private final class Box: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}

private func runBox(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    Unmanaged<Box>.fromOpaque(box!).takeRetainedValue().body()
    return nil
}
