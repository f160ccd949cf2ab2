import Domain
import Testing

@testable import Auth

@Suite("The queue for hashing")
struct HashingQueueTests {
    private typealias Place = PasswordHashing.Place

    private func place(_ account: Int64, _ client: String = "a") -> Place {
        Place(.known, .account(account), client: client)
    }

    /// Who gets in, in the order of coming: `runs`, `waits`, `refused`, or who had to go.
    private func outcome(_ queue: inout HashingQueue, _ place: Place) -> String {
        switch queue.enter(place) {
        case .runs: "runs"
        case .waits(_, nil): "waits"
        case .waits(_, let evicted?): "instead of \(evicted.place.owner) \(evicted.place.client)"
        case .refused: "refused"
        }
    }

    @Test("one account's eight devices take all four places, and make room for whoever else comes")
    func devices() {
        var queue = HashingQueue(placesPerShare: 4)
        let first = (0..<8).map { outcome(&queue, place(1, "\($0)")) }
        #expect(first == ["runs", "waits", "waits", "waits"] + Array(repeating: "refused", count: 4))
        #expect(outcome(&queue, place(2)) == "instead of account(1) 3")
        #expect(outcome(&queue, place(3)) == "instead of account(1) 2")
        // Two of the first account, one of each other: nobody has more than the newcomer would have and waits.
        #expect(outcome(&queue, place(4)) == "instead of account(1) 1")
        #expect(outcome(&queue, place(5)) == "refused")
    }

    @Test("from one device two may be there, the second for a form that was sent twice")
    func client() {
        var queue = HashingQueue(placesPerShare: 4)
        #expect((0..<4).map { _ in outcome(&queue, place(1)) } == ["runs", "waits", "refused", "refused"])
        #expect(outcome(&queue, place(1, "b")) == "waits")
    }

    @Test("however many names are made up, they are one owner, and an account's new browser finds room")
    func madeUp() {
        var queue = HashingQueue(placesPerShare: 4)
        for number in 0..<8 {
            _ = queue.enter(Place(.stranger, .nobody, client: "network:192.0.2.\(number)"))
        }
        let ben = Place(.stranger, .account(2), client: "network:127.0.0.1")
        #expect(outcome(&queue, ben) == "instead of nobody network:192.0.2.3")
        #expect(queue.leave()?.place == ben)
    }

    @Test("strangers and those who are known have places of their own")
    func shares() {
        var queue = HashingQueue(placesPerShare: 2)
        for number in 0..<4 { _ = queue.enter(Place(.stranger, .account(Int64(number)))) }
        #expect([outcome(&queue, place(1)), outcome(&queue, place(2))] == ["waits", "waits"])
        #expect(outcome(&queue, place(3)) == "refused")
    }

    @Test("whose last turn is longest ago is next, right or wrong as it was; among equals, who came first")
    func order() {
        var queue = HashingQueue(placesPerShare: 8)
        for client in ["a", "b", "c"] { _ = queue.enter(place(1, client)) }
        for account in [2, 3] as [Int64] { _ = queue.enter(place(account)) }
        _ = queue.enter(place(2, "b"))
        var turns: [PasswordHashing.Owner] = []
        while let next = queue.leave() { turns.append(next.place.owner) }
        #expect(turns == [.account(2), .account(3), .account(1), .account(2), .account(1)])
    }

    @Test("what is remembered of turns has a bound, and the queue is empty after its last")
    func bounded() {
        var queue = HashingQueue(placesPerShare: 4)
        for account in 0..<5_000 as Range<Int64> {
            #expect(outcome(&queue, place(account)) == "runs")
            #expect(queue.leave() == nil)
        }
        #expect(queue.rememberedTurns <= HashingQueue.remembered)
    }
}
