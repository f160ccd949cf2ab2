import Platform

/// One caller's write: waiting, taken into a batch, and then answered; or withdrawn while it still waited.
final class WriteRequest: @unchecked Sendable {
    enum Answer {
        case carriedOut
        case refused(any Error)

        var isCarriedOut: Bool { if case .carriedOut = self { true } else { false } }
    }

    private enum Phase {
        case queued
        case taken
        case withdrawn
        case answered(Answer)
    }

    let body: (WriteTransaction) throws -> Void
    private let phase = Monitor(Phase.queued)

    init(_ body: @escaping (WriteTransaction) throws -> Void) {
        self.body = body
    }

    /// Takes the request for the writer; false once it was withdrawn.
    func take() -> Bool {
        phase.withLock { phase in
            guard case .queued = phase else { return false }
            phase = .taken
            return true
        }
    }

    func answer(_ answer: Answer) {
        phase.change { $0 = .answered(answer) }
    }

    /// Waits for the answer; nil if the writer had not taken it before the deadline, and now never will.
    func wait(until deadline: MonotonicTime) -> Answer? {
        if let answer = phase.wait(until: deadline, Self.answer) { return answer }
        let isWithdrawn = phase.withLock { phase in
            guard case .queued = phase else { return false }
            phase = .withdrawn
            return true
        }
        return isWithdrawn ? nil : phase.wait(until: .never, Self.answer)
    }

    private static func answer(of phase: inout Phase) -> Answer? {
        guard case .answered(let answer) = phase else { return nil }
        return answer
    }
}
