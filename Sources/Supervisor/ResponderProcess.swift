import Glibc

/// One running responder, from its start to its end.
final class ResponderProcess {
    let process: ChildProcess
    let startedAt: Moment
    private let pipe: ReadyPipe
    private(set) var isReady = false
    /// When it is killed: a successor that does not become ready, a predecessor that does not end.
    var deadline: Moment?

    init(_ program: Program, at now: Moment) throws(SupervisorError) {
        pipe = try ReadyPipe()
        var program = program
        program.third = pipe.forChild
        program.environment["ELWOSA_NOTIFY_FD"] = "3"
        process = try program.start()
        startedAt = now
        pipe.closeWriting()
    }

    var pid: pid_t { process.pid }

    var watched: [Int32] { pipe.isClosed ? [process.descriptor] : [process.descriptor, pipe.reading] }

    /// Hears what it has said, then looks whether it has ended.
    func look() -> ChildProcess.Ending? {
        if pipe.saysReady() { isReady = true }
        return process.reap()
    }

    func end(by deadline: Moment) {
        process.signal(SIGTERM)
        self.deadline = deadline
    }

    func kill() {
        process.signal(SIGKILL)
        deadline = nil
    }
}
