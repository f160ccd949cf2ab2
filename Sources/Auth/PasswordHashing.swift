import Crypto
import Domain
import Synchronization

/// Hashes passwords one at a time.
///
/// A hash takes 32 MiB, and machines of 1 GB die of many at once; so one runs, a few wait, and the rest are told to
/// come back.
public final class PasswordHashing: Sendable {
    /// Whose work it is. Each kind has places of its own, so that strangers who fill theirs keep nobody else out.
    public enum Share: Sendable {
        /// Nothing is known about the caller.
        case stranger
        /// The browser is a known device of the account, or the caller has shown a session, token or link.
        case known
    }

    private let parameters: Scrypt.Parameters
    private let turn = Mutex<Void>(())
    private let strangers = Atomic<Int>(0)
    private let known = Atomic<Int>(0)
    private let placesPerShare: Int
    private let done = Atomic<Int>(0)
    /// Stands in for the hash of an account that is not there, so that it takes as long to say no.
    private let decoy: String

    /// - Units: `placesPerShare` counts those of one share who hash or wait to. Each keeps a thread of its responder
    ///   meanwhile, so both shares together must be fewer than the responder has: with none left nobody would even be
    ///   told to come back.
    public init(parameters: Scrypt.Parameters = .standard, placesPerShare: Int = 4) {
        self.parameters = parameters
        self.placesPerShare = placesPerShare
        let key = Base64URL.encode(Random.bytes(32))
        let logarithm = parameters.cost.trailingZeroBitCount
        decoy =
            "$scrypt$ln=\(logarithm),r=\(parameters.blockSize),p=\(parameters.parallelism)"
            + "$\(Base64URL.encode(Random.bytes(16)))$\(key)"
    }

    /// Hashes since the start, right, wrong and for nobody alike.
    public var hashesDone: Int { done.load(ordering: .relaxed) }

    /// - Shape: what `credential.secret` stores.
    /// - Errors: `.tooMany` when the share's places are taken; `.internalFault` when the memory for a hash is not to
    ///   be had.
    public func hash(_ password: String, for share: Share = .known) throws(Failure) -> String {
        guard let hash = try inTurn(share, { PasswordHash(password, parameters: parameters) }) else {
            throw Failure(.internalFault, "The password could not be hashed.")
        }
        return hash.text
    }

    /// Whether the password belongs to the stored hash; nil stands for an unknown account, and takes as long.
    ///
    /// - Errors: `.tooMany` when the share's places are taken.
    public func verify(
        _ password: String, against stored: String?, for share: Share = .stranger
    ) throws(Failure) -> Bool {
        guard let hash = PasswordHash(text: stored ?? decoy) else {
            throw Failure(.internalFault, "A stored password hash cannot be read.")
        }
        let isRight = try inTurn(share) { hash.verifies(password) }
        return isRight && stored != nil
    }

    /// Whether the hash was made at a lower price than is asked for now, so that it should be made anew.
    public func isOutdated(_ stored: String) -> Bool {
        guard let old = PasswordHash(text: stored)?.parameters else { return false }
        return old.cost * old.blockSize * old.parallelism
            < parameters.cost * parameters.blockSize * parameters.parallelism
    }

    private func inTurn<Result>(_ share: Share, _ work: () -> Result) throws(Failure) -> Result {
        defer { leave(share) }
        guard enter(share) <= placesPerShare else {
            // With eight ahead, at 0.1 to 0.3 s each, there is room again by then.
            throw Failure(.tooMany, "Too many people are signing in at once.", retryAfter: 2)
        }
        return turn.withLock { _ in
            done.add(1, ordering: .relaxed)
            return work()
        }
    }

    /// How many of the share there are now.
    private func enter(_ share: Share) -> Int {
        switch share {
        case .stranger: strangers.add(1, ordering: .relaxed).newValue
        case .known: known.add(1, ordering: .relaxed).newValue
        }
    }

    private func leave(_ share: Share) {
        switch share {
        case .stranger: strangers.subtract(1, ordering: .relaxed)
        case .known: known.subtract(1, ordering: .relaxed)
        }
    }
}
