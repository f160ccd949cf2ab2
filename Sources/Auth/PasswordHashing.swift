import Crypto
import Domain
import Synchronization

/// Hashes passwords one at a time.
///
/// A hash takes 32 MiB, and machines of 1 GB die of many at once; so one runs, a few wait, and the rest are told to
/// come back.
public final class PasswordHashing: Sendable {
    private let parameters: Scrypt.Parameters
    private let turn = Mutex<Void>(())
    private let waiting = Atomic<Int>(0)
    private let waitingLimit: Int
    /// Stands in for the hash of an account that is not there, so that it takes as long to say no.
    private let decoy: String

    /// - Units: `waitingLimit` counts those who hash or wait to. Each keeps a thread of its responder meanwhile, so it
    ///   must be less than the responder has: with none left nobody would even be told to come back.
    public init(parameters: Scrypt.Parameters = .standard, waitingLimit: Int = 4) {
        self.parameters = parameters
        self.waitingLimit = waitingLimit
        let key = Base64URL.encode(Random.bytes(32))
        let logarithm = parameters.cost.trailingZeroBitCount
        decoy =
            "$scrypt$ln=\(logarithm),r=\(parameters.blockSize),p=\(parameters.parallelism)"
            + "$\(Base64URL.encode(Random.bytes(16)))$\(key)"
    }

    /// - Shape: what `credential.secret` stores.
    /// - Errors: `.tooMany` when the queue is full; `.internalFault` when the memory for a hash is not to be had.
    public func hash(_ password: String) throws(Failure) -> String {
        guard let hash = try inTurn({ PasswordHash(password, parameters: parameters) }) else {
            throw Failure(.internalFault, "The password could not be hashed.")
        }
        return hash.text
    }

    /// Whether the password belongs to the stored hash; nil stands for an unknown account, and takes as long.
    ///
    /// - Errors: `.tooMany`.
    public func verify(_ password: String, against stored: String?) throws(Failure) -> Bool {
        guard let hash = PasswordHash(text: stored ?? decoy) else {
            throw Failure(.internalFault, "A stored password hash cannot be read.")
        }
        let isRight = try inTurn { hash.verifies(password) }
        return isRight && stored != nil
    }

    private func inTurn<Result>(_ work: () -> Result) throws(Failure) -> Result {
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard waiting.add(1, ordering: .relaxed).newValue <= waitingLimit else {
            throw Failure(.tooMany, "Too many people are signing in at once.")
        }
        return turn.withLock { _ in work() }
    }
}
