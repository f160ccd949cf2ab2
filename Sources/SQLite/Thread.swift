import Glibc

/// A thread that nobody joins; it is done when it has said so.
enum Thread {
    /// Starts `body` on a thread of its own, on which all signals are blocked: they belong to the program's main
    /// thread.
    ///
    /// - Errors: false when the system has no thread left.
    static func start(stackKiB: Int = 1_024, _ body: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, stackKiB * 1_024)

        let box = Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        let code = withSignalsBlocked {
            pthread_create(&thread, &attributes, runBox, box.toOpaque())
        }
        if code != 0 { box.release() }
        return code == 0
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
