import Glibc
import Web

/// A streamed answer on a FastCGI connection.
final class RecordStream: ResponseStream {
    private let outbox: Outbox
    private let connection: Int32
    private let pool: Pool
    private(set) var isOpen = true

    init(_ outbox: Outbox, connection: Int32, pool: Pool) {
        self.outbox = outbox
        self.connection = connection
        self.pool = pool
    }

    func write(_ bytes: [UInt8]) throws(StreamClosed) {
        guard wait(milliseconds: 0), outbox.send(bytes) else {
            isOpen = false
            throw StreamClosed()
        }
    }

    func wait(milliseconds: Int) -> Bool {
        guard isOpen else { return false }
        isOpen = FastCGIConnection.isThere(
            connection, over: pool.streamsOver.number, milliseconds: Int32(clamping: milliseconds))
        return isOpen
    }

    /// The connection goes on to other requests; whoever has kept the stream finds it closed.
    func close() { isOpen = false }
}
