import Glibc

/// Another process of this program.
struct Child {
    let pid: pid_t

    init(_ arguments: [String]) throws {
        let words = [CommandLine.arguments[0]] + arguments
        var pointers = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var pid = pid_t()
        guard posix_spawn(&pid, "/proc/self/exe", nil, nil, &pointers, environ) == 0 else { throw Surprise() }
        self.pid = pid
    }

    /// Waits for its end; true if it ended well.
    func wait() -> Bool {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }

    func stop() {
        kill(pid, SIGTERM)
        _ = wait()
    }
}
