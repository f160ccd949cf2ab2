/// Who waits for the one hash that runs at a time, and whose turn comes next.
///
/// - Shape: a value without threads; `PasswordHashing` lets people wait by it.
struct HashingQueue {
    /// Nobody hashes more than this at once from one place: the second is the double click whose first answer the
    /// browser has thrown away.
    static let perClient = 2
    /// How many owners' last turns are remembered.
    static let remembered = 1_024

    /// - Units: those of one share who hash or wait to.
    let placesPerShare: Int
    private var current: Ticket?
    private var waiting: [Ticket] = []
    /// The number of each owner's last turn, right or wrong: whoever had one lately waits behind whoever had none.
    private var lastTurn: [PasswordHashing.Owner: Int] = [:]
    private var turns = 0
    private var tickets = 0

    struct Ticket: Equatable {
        let number: Int
        let place: PasswordHashing.Place
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

    mutating func enter(_ place: PasswordHashing.Place) -> Entry {
        let mine = everybody.filter { $0.place == place }
        guard mine.count < Self.perClient else { return .refused }
        var evicted: Ticket?
        if everybody.count(where: { $0.place.share == place.share }) >= placesPerShare {
            guard let victim = victim(for: place) else { return .refused }
            waiting.removeAll { $0 == victim }
            evicted = victim
        }
        tickets += 1
        let ticket = Ticket(number: tickets, place: place)
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
        let next = waiting.min { first, second in
            (lastTurn[first.place.owner] ?? 0, first.number) < (lastTurn[second.place.owner] ?? 0, second.number)
        }
        guard let next else { return nil }
        waiting.removeAll { $0 == next }
        begin(next)
        return next
    }

    var rememberedTurns: Int { lastTurn.count }

    private var everybody: [Ticket] { waiting + [current].compactMap { $0 } }

    /// The latest of whoever has the most places in this share, if that is more than the newcomer would have then.
    private func victim(for place: PasswordHashing.Place) -> Ticket? {
        let share = everybody.filter { $0.place.share == place.share }
        let counts = Dictionary(grouping: share, by: \.place.owner).mapValues(\.count)
        let own = (counts[place.owner] ?? 0) + 1
        return waiting.filter { $0.place.share == place.share && (counts[$0.place.owner] ?? 0) > own }
            .max { (counts[$0.place.owner] ?? 0, $0.number) < (counts[$1.place.owner] ?? 0, $1.number) }
    }

    private mutating func begin(_ ticket: Ticket) {
        current = ticket
        turns += 1
        lastTurn[ticket.place.owner] = turns
        if lastTurn.count > Self.remembered { lastTurn = lastTurn.filter { $0.value > turns - Self.remembered / 2 } }
    }
}
