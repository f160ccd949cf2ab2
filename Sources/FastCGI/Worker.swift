import CFastCGI
import CLinux
import Glibc
import Platform

/// One thread's work: take what the epoll set hands out, answer one request on it, give it back.
struct Worker: ~Copyable {
    private let pool: Pool
    private let request: UnsafeMutablePointer<FCGX_Request>
    private let outbox = Outbox()

    init(_ pool: Pool) {
        self.pool = pool
        request = .allocate(capacity: 1)
        request.initialize(to: FCGX_Request())
    }

    deinit { request.deallocate() }

    consuming func run() {
        while true {
            switch pool.next() {
            case .stop: return
            case .listener: accept()
            case .connection(let connection, let hasHungUp):
                // Bytes may still lie before the hang-up; only an empty connection is closed unread.
                if hasHungUp, Self.peek(connection) <= 0 {
                    pool.end(connection)
                } else {
                    answer(on: connection, isNew: false)
                }
            }
            if pool.isSurplus() { return }
        }
    }

    /// A web server sends its request with the connection, so that mostly it is there already.
    private func accept() {
        guard let connection = pool.accept() else { return }
        let count = Self.peek(connection)
        if count > 0 {
            answer(on: connection, isNew: true)
        } else if count == 0 || !pool.watch(connection, isNew: true) {
            pool.end(connection)
        }
    }

    /// - Shape: 1 when there are bytes to read, 0 when the peer has closed, -1 when there is nothing yet.
    private static func peek(_ connection: Int32) -> Int {
        var byte: UInt8 = 0
        return recv(connection, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT))
    }

    private func answer(on connection: Int32, isNew: Bool) {
        let began = MonotonicTime.now
        defer { pool.memory.settle(after: MonotonicTime.now.since(began)) }
        FCGX_InitRequest(request, -1, 0)
        request.pointee.ipcFd = connection
        // Or FCGX_Accept_r would begin by closing what it takes for the last request's connection.
        request.pointee.keepConnection = 1
        guard FCGX_Accept_r(request) == 0 else { return pool.ended() }
        switch FastCGIExchange(pool: pool, request: request, outbox: outbox).run() {
        case .keep where pool.watch(connection, isNew: isNew): break
        case .keep, .close: pool.end(connection)
        case .closeUnread:
            FastCGIConnection.discard(connection)
            pool.end(connection)
        }
    }
}
