import Glibc

/// Runs `body` on as many threads, and waits for all of them.
func inParallel(_ threads: Int, _ body: (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
        let work = Work(body: body)
        var started: [pthread_t] = []
        for number in 0..<threads {
            var thread = pthread_t()
            let box = Unmanaged.passRetained(Start(work: work, number: number))
            pthread_create(&thread, nil, begin, box.toOpaque())
            started.append(thread)
        }
        for thread in started { pthread_join(thread, nil) }
    }
}

private struct Work: @unchecked Sendable {
    let body: (Int) -> Void
}

private final class Start: Sendable {
    let work: Work
    let number: Int

    init(work: Work, number: Int) {
        self.work = work
        self.number = number
    }
}

private func begin(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    let start = Unmanaged<Start>.fromOpaque(box!).takeRetainedValue()
    start.work.body(start.number)
    return nil
}
