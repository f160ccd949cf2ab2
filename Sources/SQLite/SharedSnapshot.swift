import Glibc
import Platform

extension Database {
    /// Lets everything that the calling thread reads inside `body` see one snapshot, taken by its first read: what is
    /// shown together was true at one moment, and one transaction is begun and ended instead of one for each read.
    ///
    /// A write lets the snapshot go, so what is read after it sees it. A reader of the pool is kept until `body` ends,
    /// so nobody waits for a network in it.
    package func sharingSnapshot<Value, Failure: Error>(
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        guard SharedSnapshot.current == nil else { return try body() }
        let snapshot = SharedSnapshot(readers)
        SharedSnapshot.current = snapshot
        defer {
            SharedSnapshot.current = nil
            snapshot.end()
        }
        return try body()
    }
}

/// The snapshot that the reads of one thread share.
final class SharedSnapshot {
    private let readers: ReaderPool
    private var connection: Connection?

    fileprivate init(_ readers: ReaderPool) {
        self.readers = readers
    }

    /// The calling thread's, where it shares one of this pool's.
    static func current(of readers: ReaderPool) -> SharedSnapshot? {
        current.flatMap { $0.readers === readers ? $0 : nil }
    }

    func read<Value>(until deadline: MonotonicTime, _ body: (ReadTransaction) throws -> Value) throws -> Value {
        let connection = try connection ?? begin(until: deadline)
        connection.context.pointee.deadline = deadline
        let transaction = ReadTransaction(connection)
        defer {
            transaction.end()
            connection.context.pointee.deadline = .never
        }
        do {
            return try body(transaction)
        } catch {
            // An error may have ended the transaction, or spoilt the connection.
            end()
            throw error
        }
    }

    private func begin(until deadline: MonotonicTime) throws -> Connection {
        let taken = try readers.take(until: deadline)
        do {
            try taken.command("BEGIN")
        } catch {
            readers.giveBack(taken)
            throw error
        }
        connection = taken
        return taken
    }

    func end() {
        guard let open = connection else { return }
        connection = nil
        open.endRead()
        readers.giveBack(open)
    }
}

extension SharedSnapshot {
    /// A thread has one place for it. Its owner is the frame of `sharingSnapshot`, which empties the place again.
    fileprivate static var current: SharedSnapshot? {
        get { pthread_getspecific(place).map { Unmanaged.fromOpaque($0).takeUnretainedValue() } }
        set { pthread_setspecific(place, newValue.map { Unmanaged.passUnretained($0).toOpaque() }) }
    }

    private static let place: pthread_key_t = {
        var key = pthread_key_t()
        let code = pthread_key_create(&key, nil)
        precondition(code == 0, "the process has used up its places for values of a thread")
        return key
    }()
}
