/// Requests that share one transaction, and what becomes of each.
///
/// Nobody is answered while this runs. A request that fails rolls back to its savepoint alone. An error that ends the
/// whole transaction (a full disk does) is answered to the request that met it, and all the others are run again,
/// those too that had failed before: their failure may have hung on rows that are gone now.
///
/// A commit that fails for another reason than a full disk, a lock or a rule may be in the WAL, whole, and be found there
/// after a crash. It is neither kept nor undone, so nothing is run again: `unsettled` is the connection that met it.
///
/// - Source: https://sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction".
struct Batch {
    private(set) var connection: Connection?
    /// The connection of a commit whose outcome nobody knows; nil where there was none.
    private(set) var unsettled: Connection?
    /// Those that were begun; who waits behind them comes with the next turn.
    private(set) var requests: [WriteRequest] = []
    private let next: () -> WriteRequest?
    private let maximumWork: Int
    private let reopen: () throws(SQLiteError) -> Connection
    private var results: [WriteRequest.Answer?] = []

    /// - Shape: `connection` has begun a transaction. `next` returns one request after the other, and is asked until they
    ///   have done `maximumWork` together: nobody else writes meanwhile.
    init(
        _ connection: Connection, maximumWork: Int, next: @escaping () -> WriteRequest?,
        reopen: @escaping () throws(SQLiteError) -> Connection
    ) {
        self.next = next
        self.maximumWork = maximumWork
        self.connection = connection
        self.reopen = reopen
    }

    /// One for each request, in their order.
    var answers: [WriteRequest.Answer] { results.map { $0 ?? .refused(lost) } }

    mutating func carryOut() {
        var open: [Int] = []
        repeat {
            switch attempt(&open, takingMore: true) {
            case .committed:
                return
            case .ended(let culprit, let error):
                results[culprit] = .refused(error)
                open.removeAll { $0 == culprit }
            case .notCommitted(let error):
                return open.count == 1 ? refuse(open, error) : runAlone(open)
            case .unknown(let error):
                return leaveOpen(open, error)
            case .notBegun(let error):
                return refuse(open, error)
            }
        } while !open.isEmpty
        leaveTransaction()
    }

    private enum Outcome {
        case committed
        case ended(culprit: Int, any Error)
        case notCommitted(SQLiteError)
        case unknown(SQLiteError)
        case notBegun(SQLiteError)
    }

    /// Runs the requests again that are open, and then others as long as there is room.
    private mutating func attempt(_ open: inout [Int], takingMore: Bool) -> Outcome {
        let connection: Connection
        do {
            connection = try begin()
        } catch {
            return .notBegun(error)
        }
        connection.context.pointee.workDone = 0
        var place = 0
        while place < open.count || takingMore && takeNext(connection, &open) {
            let index = open[place]
            let failure = run(requests[index], on: connection)
            results[index] = failure.map { .refused($0) } ?? .carriedOut
            guard connection.isInTransaction, !connection.isBroken else {
                return .ended(culprit: index, failure ?? connection.lastError ?? lost)
            }
            place += 1
        }
        do {
            try connection.command("COMMIT")
            return .committed
        } catch {
            let failed = connection
            leaveTransaction()
            guard error.leavesCommitOpen else { return .notCommitted(error) }
            unsettled = failed
            self.connection = nil
            return .unknown(error)
        }
    }

    private mutating func takeNext(_ connection: Connection, _ open: inout [Int]) -> Bool {
        guard connection.context.pointee.workDone < maximumWork, let request = next() else { return false }
        open.append(requests.count)
        requests.append(request)
        results.append(nil)
        return true
    }

    /// The failure of one request, whose changes are then undone.
    private func run(_ request: WriteRequest, on connection: Connection) -> (any Error)? {
        let transaction = WriteTransaction(connection)
        defer { transaction.end() }
        defer { connection.context.pointee.workLeft = .max }
        do {
            try connection.command("SAVEPOINT request")
            try request.body(transaction)
            // A closure may have swallowed the error that ended the transaction.
            guard connection.isInTransaction else { return connection.lastError ?? lost }
            try connection.command("RELEASE request")
            return nil
        } catch {
            undo(on: connection)
            return error
        }
    }

    /// Where this fails the transaction is lost, and `attempt` sees that.
    private func undo(on connection: Connection) {
        guard connection.isInTransaction, !connection.isBroken else { return }
        do {
            try connection.command("ROLLBACK TO request")
            try connection.command("RELEASE request")
        } catch {
            try? connection.command("ROLLBACK")
        }
    }

    /// The commit failed, and nobody knows by whom: a constraint checked only then, a disk that became full.
    private mutating func runAlone(_ indices: [Int]) {
        for (place, index) in indices.enumerated() {
            var alone = [index]
            switch attempt(&alone, takingMore: false) {
            case .committed: break
            case .ended(_, let error): results[index] = .refused(error)
            case .notCommitted(let error), .notBegun(let error): results[index] = .refused(error)
            case .unknown(let error):
                leaveOpen([index], error)
                // What has not begun never does: nothing may follow before this is settled.
                return refuse(Array(indices[(place + 1)...]), error)
            }
        }
        leaveTransaction()
    }

    /// Those who had been carried out are told that nobody knows; who had been refused stays so.
    private mutating func leaveOpen(_ indices: [Int], _ error: SQLiteError) {
        let unknown = SQLiteError(.outcomeUnknown, error.message, code: error.code, statement: error.statement)
        for index in indices where results[index]?.isCarriedOut == true { results[index] = .refused(unknown) }
    }

    private mutating func refuse(_ indices: [Int], _ error: SQLiteError) {
        for index in indices { results[index] = .refused(error) }
        leaveTransaction()
    }

    private mutating func begin() throws(SQLiteError) -> Connection {
        if let connection, !connection.isBroken {
            if !connection.isInTransaction { try connection.command("BEGIN IMMEDIATE") }
            return connection
        }
        connection = nil
        let fresh = try reopen()
        connection = fresh
        try fresh.command("BEGIN IMMEDIATE")
        return fresh
    }

    /// Rolls back what is open, and lets go of a connection that is spoilt.
    private mutating func leaveTransaction() {
        guard let open = connection else { return }
        if open.isInTransaction { try? open.command("ROLLBACK") }
        if open.isBroken || open.isInTransaction { connection = nil }
    }

    private var lost: SQLiteError { SQLiteError(.misuse, "the transaction was lost") }
}
