/// The queue for the one hash that runs at a time, and whose turn comes next.
///
/// - Shape: a value without threads; `PasswordHashing` lets people wait by it.
struct HashingQueue {
    /// Nobody hashes more than this at once from one requester: the second is the double click whose first answer the
    /// browser has thrown away.
    static let perClient = 2
    /// The number of owners whose last turns are remembered.
    static let remembered = 1_024

    /// - Units: those of one share who hash or wait to.
    let placesPerShare: Int
    private var current: Ticket?
    private var waiting: [Ticket] = []
    /// The number of each owner's last turn, right or wrong: whoever had one lately waits behind whoever had none.
    private var lastTurn: [PasswordHashing.Owner: Int] = [:]
    /// The number of each share's last turn: they alternate, since unidentified callers make up owners that
    /// never had one.
    private var lastOfShare: [PasswordHashing.Share: Int] = [:]
    private var turns = 0
    private var tickets = 0

    struct Ticket: Equatable {
        let number: Int
        let requester: PasswordHashing.Requester
    }

    enum Entry: Equatable {
        /// It may hash at once.
        case runs(Ticket)
        /// It waits; where somebody had to make room for it, that one is told to come back.
        case waits(Ticket, insteadOf: Ticket?)
        case refused
    }

    init(placesPerShare: Int) {
        self.placesPerShare = placesPerShare
    }

    mutating func enter(_ requester: PasswordHashing.Requester) -> Entry {
        let mine = everybody.filter { $0.requester == requester }
        guard mine.count < Self.perClient else { return .refused }
        var evicted: Ticket?
        if everybody.count(where: { $0.requester.share == requester.share }) >= placesPerShare {
            guard let victim = victim(for: requester) else { return .refused }
            waiting.removeAll { $0 == victim }
            evicted = victim
        }
        tickets += 1
        let ticket = Ticket(number: tickets, requester: requester)
        guard current != nil else {
            begin(ticket)
            return .runs(ticket)
        }
        waiting.append(ticket)
        return .waits(ticket, insteadOf: evicted)
    }

    /// The one that hashed is done.
    ///
    /// - Shape: whoever's turn it is now; nil where nobody waits.
    mutating func leave() -> Ticket? {
        current = nil
        guard let next = waiting.min(by: { order($0) < order($1) }) else { return nil }
        waiting.removeAll { $0 == next }
        begin(next)
        return next
    }

    /// The order of turns: first the share whose last is longest ago, in it the owner, then whoever came first.
    /// An unidentified caller's owner is a name that anybody may make up, so these go in the order of their coming.
    private func order(_ ticket: Ticket) -> (Int, Int, Int) {
        let share = ticket.requester.share
        return (lastOfShare[share] ?? 0, share == .known ? turn(of: ticket.requester.owner) : 0, ticket.number)
    }

    private func turn(of owner: PasswordHashing.Owner) -> Int { lastTurn[owner] ?? 0 }

    var rememberedTurns: Int { lastTurn.count }

    private var everybody: [Ticket] { waiting + [current].compactMap { $0 } }

    /// The one that gives its place to a newcomer: the latest of the owner with the most places, else of the network
    /// with the most where callers are unidentified, if that is more than the newcomer would have then. Among equals who
    /// are known it is the one whose owner had a turn last, where the newcomer's has had none since.
    private func victim(for requester: PasswordHashing.Requester) -> Ticket? {
        if let victim = victim(for: requester, by: \.owner) { return victim }
        guard requester.share == .known else { return victim(for: requester, by: \.client) }
        return waiting.filter {
            $0.requester.share == .known && turn(of: $0.requester.owner) > turn(of: requester.owner)
        }
        .max { turn(of: $0.requester.owner) < turn(of: $1.requester.owner) }
    }

    private func victim<Key: Hashable>(
        for requester: PasswordHashing.Requester, by key: KeyPath<PasswordHashing.Requester, Key>
    ) -> Ticket? {
        let share = everybody.filter { $0.requester.share == requester.share }
        let counts = Dictionary(grouping: share) { $0.requester[keyPath: key] }.mapValues(\.count)
        let count = { (one: PasswordHashing.Requester) in counts[one[keyPath: key]] ?? 0 }
        let own = count(requester) + 1
        return waiting.filter { $0.requester.share == requester.share && count($0.requester) > own }
            .max { (count($0.requester), $0.number) < (count($1.requester), $1.number) }
    }

    private mutating func begin(_ ticket: Ticket) {
        current = ticket
        turns += 1
        lastTurn[ticket.requester.owner] = turns
        lastOfShare[ticket.requester.share] = turns
        if lastTurn.count > Self.remembered { lastTurn = lastTurn.filter { $0.value > turns - Self.remembered / 2 } }
    }
}
