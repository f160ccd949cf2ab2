import Domain
import Testing

@testable import Auth

@Suite("The queue for hashing")
struct HashingQueueTests {
    private typealias Requester = PasswordHashing.Requester

    private func requester(_ account: Int64, _ client: String = "a") -> Requester {
        Requester(.known, .account(account), client: client)
    }

    /// The outcome for each in the order of coming: `runs`, `waits`, `refused`, or who had to go.
    private func outcome(_ queue: inout HashingQueue, _ requester: Requester) -> String {
        switch queue.enter(requester) {
        case .runs: "runs"
        case .waits(_, nil): "waits"
        case .waits(_, let evicted?): "instead of \(evicted.requester.owner) \(evicted.requester.client)"
        case .refused: "refused"
        }
    }

    @Test("one account's eight devices take all four places, and make room for whoever else comes")
    func devices() {
        var queue = HashingQueue(placesPerShare: 4)
        let first = (0..<8).map { outcome(&queue, requester(1, "\($0)")) }
        #expect(first == ["runs", "waits", "waits", "waits"] + Array(repeating: "refused", count: 4))
        #expect(outcome(&queue, requester(2)) == "instead of account(1) 3")
        #expect(outcome(&queue, requester(3)) == "instead of account(1) 2")
        // Two of the first account, one of each other: nobody has more than the newcomer would have and waits.
        #expect(outcome(&queue, requester(4)) == "instead of account(1) 1")
        #expect(outcome(&queue, requester(5)) == "refused")
    }

    @Test("from one device two may be there, the second for a form that was sent twice")
    func client() {
        var queue = HashingQueue(placesPerShare: 4)
        #expect((0..<4).map { _ in outcome(&queue, requester(1)) } == ["runs", "waits", "refused", "refused"])
        #expect(outcome(&queue, requester(1, "b")) == "waits")
    }

    private let hashing = PasswordHashing()

    private func stranger(_ name: String, _ network: String) -> Requester {
        Requester(.unidentified, hashing.owner(ofName: name), client: "network:\(network)")
    }

    @Test("a stranger's owner is the name as it was typed, whether anybody has it or not")
    func names() {
        let attempt = SignInAttempt(
            counters: [], own: [], share: .unidentified, owner: hashing.owner(ofName: "Ada"), client: "network:a")
        #expect(attempt.requester(nil) == attempt.requester(1))
        #expect(hashing.owner(ofName: " ada ") == attempt.owner && hashing.owner(ofName: "ben") != attempt.owner)
        // Nobody can tell which names collide: each process has a key of its own.
        #expect(PasswordHashing().owner(ofName: "Ada") != attempt.owner)
        let known = SignInAttempt(counters: [], own: [], share: .known, owner: attempt.owner, client: "device:7")
        #expect(known.requester(1).owner == .account(1))
    }

    @Test("however many names are made up in one network, whoever comes from another finds room")
    func madeUp() {
        var queue = HashingQueue(placesPerShare: 4)
        let first = (0..<8).map { outcome(&queue, stranger("name \($0)", "192.0.2.1")) }
        #expect(first == ["runs", "waits", "waits", "waits"] + Array(repeating: "refused", count: 4))
        let ben = stranger("ben", "127.0.0.1")
        #expect(outcome(&queue, ben).hasSuffix("network:192.0.2.1"))
    }

    @Test("whoever is known has every other turn, however many strangers come under new names")
    func alternating() {
        var queue = HashingQueue(placesPerShare: 4)
        for number in 0..<4 { _ = queue.enter(stranger("name \(number)", "192.0.2.\(number)")) }
        for round in 0..<5 {
            #expect(outcome(&queue, requester(1)) == "waits")
            #expect(queue.leave()?.requester == requester(1), "\(round)")
            #expect(outcome(&queue, stranger("new \(round)", "192.0.3.\(round)")) == "waits")
            #expect(queue.leave()?.requester.share == .unidentified)
        }
    }

    @Test("strangers go in the order of their coming, whatever names had a turn before")
    func strangers() {
        var queue = HashingQueue(placesPerShare: 4)
        let ada = stranger("ada", "127.0.0.1")
        #expect(outcome(&queue, ada) == "runs" && outcome(&queue, ada) == "waits")
        #expect(outcome(&queue, stranger("made up", "192.0.2.1")) == "waits")
        #expect(queue.leave()?.requester == ada)
    }

    @Test(
        "among equals who are known whose owner had a turn last gives way to a newcomer that had none since, and to nobody else"
    )
    func turns() {
        var queue = HashingQueue(placesPerShare: 2)
        // The first has a turn, and comes again at once.
        #expect(outcome(&queue, requester(1)) == "runs")
        #expect(outcome(&queue, requester(2)) == "waits")
        #expect(queue.leave()?.requester == requester(2))
        #expect(outcome(&queue, requester(1)) == "waits")
        #expect(outcome(&queue, requester(3)) == "instead of account(1) a")
        // Neither of those has had one: the queue is full.
        #expect(outcome(&queue, requester(4)) == "refused")
        #expect(outcome(&queue, requester(1)) == "refused")
    }

    @Test("strangers and those who are known have places of their own")
    func shares() {
        var queue = HashingQueue(placesPerShare: 2)
        for number in 0..<4 { _ = queue.enter(Requester(.unidentified, .account(Int64(number)))) }
        #expect([outcome(&queue, requester(1)), outcome(&queue, requester(2))] == ["waits", "waits"])
        #expect(outcome(&queue, requester(3)) == "refused")
    }

    @Test("whose last turn is longest ago is next, right or wrong as it was; among equals, who came first")
    func order() {
        var queue = HashingQueue(placesPerShare: 8)
        for client in ["a", "b", "c"] { _ = queue.enter(requester(1, client)) }
        for account in [2, 3] as [Int64] { _ = queue.enter(requester(account)) }
        _ = queue.enter(requester(2, "b"))
        var turns: [PasswordHashing.Owner] = []
        while let next = queue.leave() { turns.append(next.requester.owner) }
        #expect(turns == [.account(2), .account(3), .account(1), .account(2), .account(1)])
    }

    @Test("what is remembered of turns has a bound, and the queue is empty after its last")
    func bounded() {
        var queue = HashingQueue(placesPerShare: 4)
        for account in 0..<5_000 as Range<Int64> {
            #expect(outcome(&queue, requester(account)) == "runs")
            #expect(queue.leave() == nil)
        }
        #expect(queue.rememberedTurns <= HashingQueue.remembered)
    }
}
