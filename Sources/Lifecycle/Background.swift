import Glibc

/// A thread that works beside the one that serves; nobody joins it.
public enum Background {
    /// Starts `body` on a thread of its own. Signals that the calling thread holds back it holds back too.
    ///
    /// - Errors: false when the system has no thread left.
    public static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, 1_024 * 1_024)
        let box = Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        let code = pthread_create(&thread, &attributes, run, box.toOpaque())
        if code != 0 { box.release() }
        return code == 0
    }
}

private final class Box: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}

private func run(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    Unmanaged<Box>.fromOpaque(box!).takeRetainedValue().body()
    return nil
}
