import Crypto
import Domain
import Glibc
import Synchronization

/// Hashes passwords one at a time.
///
/// A hash takes 32 MiB, and machines of 1 GB die of many at once; so one runs, a few wait, and the rest are told to
/// come back. Whose turn it is, and who has to go where all places are taken, is decided by account, so that nobody
/// keeps out anybody else, be it by right passwords.
package final class PasswordHashing: Sendable {
    /// The owner of the work. Each kind has places of its own, so that unidentified callers who fill theirs keep nobody
    /// else out.
    package enum Share: Hashable, Sendable {
        /// Nothing is known about the caller.
        case unidentified
        /// The browser is a known device of the account, or the caller has shown a session, token or link.
        case known
    }

    /// Among whom turns are shared out.
    package enum Owner: Hashable, Sendable {
        case account(Int64)
        /// A person who follows an invitation, by its number.
        case invitation(Int64)
        /// The first administrator, who has the link that was printed.
        case setup
        /// A name that an unidentified caller typed, as a keyed hash, whether anybody has it or not.
        case name([UInt8])
        /// A caller who is signed in without an account.
        case nobody
    }

    /// The account and device that the work is for, or the network that asks for it.
    package struct Requester: Hashable, Sendable {
        package let share: Share
        package let owner: Owner
        /// A device, a session or a network.
        package let client: String

        package init(_ share: Share, _ owner: Owner, client: String = "") {
            self.share = share
            self.owner = owner
            self.client = client
        }
    }

    private let parameters: Scrypt.CostParameters
    private let nameKey = Random.bytes(32)
    private let queue: Mutex<HashingQueue>
    /// Those who wait, by the number of their ticket.
    private let waiters = Mutex<[Int: Waiter]>([:])
    private let done = Atomic<Int>(0)
    /// Stands in for the hash of an account that is not there, so that it takes as long to say no.
    private let decoy: String

    /// - Units: `placesPerShare` counts those of one share who hash or wait to. Each keeps a thread of its responder
    ///   meanwhile, so both shares together must be fewer than the responder has: with none left nobody would even be
    ///   told to come back.
    package init(parameters: Scrypt.CostParameters = .standard, placesPerShare: Int = 4) {
        self.parameters = parameters
        queue = Mutex(HashingQueue(placesPerShare: placesPerShare))
        let key = Base64URL.encode(Random.bytes(32))
        let logarithm = parameters.cost.trailingZeroBitCount
        decoy =
            "$scrypt$ln=\(logarithm),r=\(parameters.blockSize),p=\(parameters.parallelism)"
            + "$\(Base64URL.encode(Random.bytes(16)))$\(key)"
    }

    /// The owner by whom turns of unidentified callers are shared out: alike for all spellings of one name.
    package func owner(ofName name: String) -> Owner {
        let key = AccountRules.key(of: TextRules.beginning(of: name, 4 * AccountRules.nameLimit))
        return .name(Array(HMACSHA256.code(key.utf8, key: nameKey).prefix(16)))
    }

    /// Hashes since the start, right, wrong and for nobody alike.
    package var hashesDone: Int { done.load(ordering: .relaxed) }

    /// - Shape: what `credential.secret` stores.
    /// - Errors: `.tooMany` when there is no place for it; `.internalFault` when the memory for a hash is not to be had.
    package func hash(_ password: String, for requester: Requester) throws(Failure) -> String {
        guard let hash = try inTurn(requester, { PasswordHash(password, parameters: parameters) }) else {
            throw Failure(.internalFault, "The password could not be hashed.")
        }
        return hash.text
    }

    /// Tells whether the password belongs to the stored hash; nil stands for an unknown account, and takes as long.
    ///
    /// - Errors: `.tooMany` when there is no place for it.
    package func verify(_ password: String, against stored: String?, for requester: Requester) throws(Failure) -> Bool {
        guard let hash = PasswordHash(text: stored ?? decoy) else {
            throw Failure(.internalFault, "A stored password hash cannot be read.")
        }
        let isRight = try inTurn(requester) { hash.verifies(password) }
        return isRight && stored != nil
    }

    /// Tells whether the hash was made at a lower price than is asked for now, so that it should be made anew.
    package func isOutdated(_ stored: String) -> Bool {
        guard let old = PasswordHash(text: stored)?.parameters else { return false }
        return old.cost * old.blockSize * old.parallelism
            < parameters.cost * parameters.blockSize * parameters.parallelism
    }

    private func inTurn<Result>(_ requester: Requester, _ work: () -> Result) throws(Failure) -> Result {
        guard enter(requester) else {
            // With eight ahead, at 0.1 to 0.3 s each, there is room again by then.
            throw Failure(.tooMany, "Too many people are signing in at once.", retryAfter: 2)
        }
        defer { leave() }
        done.add(1, ordering: .relaxed)
        return work()
    }

    /// Waits for its turn; false where there is no place, or no longer.
    private func enter(_ requester: Requester) -> Bool {
        let waiter = Waiter()
        let mayRun = queue.withLock { queue -> Bool? in
            switch queue.enter(requester) {
            case .refused: return false
            case .runs: return true
            case .waits(let ticket, let evicted):
                waiters.withLock { waiters in
                    waiters[ticket.number] = waiter
                    if let evicted { waiters.removeValue(forKey: evicted.number)?.end(false) }
                }
                return nil
            }
        }
        return mayRun ?? waiter.wait()
    }

    private func leave() {
        queue.withLock { queue in
            guard let next = queue.leave() else { return }
            waiters.withLock { $0.removeValue(forKey: next.number)?.end(true) }
        }
    }
}

/// One thread that waits until it is told whether it may go on.
private final class Waiter: @unchecked Sendable {
    private let semaphore: UnsafeMutablePointer<sem_t> = .allocate(capacity: 1)
    private let verdict = Atomic<Bool>(false)

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func wait() -> Bool {
        while sem_wait(semaphore) != 0 {}
        return verdict.load(ordering: .acquiring)
    }

    func end(_ mayRun: Bool) {
        verdict.store(mayRun, ordering: .releasing)
        sem_post(semaphore)
    }
}
