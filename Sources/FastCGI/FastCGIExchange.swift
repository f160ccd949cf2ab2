import CFastCGI
import Glibc
import Synchronization
import Web

/// One request on one connection, from its parameters to its end record.
///
/// libfcgi reads; the answer's records are written here, since libfcgi would cut them into pieces of 8 KiB with a
/// system call for each, and close a connection that failed by waiting up to two seconds.
struct FastCGIExchange: ~Copyable {
    private let pool: Pool
    private let request: UnsafeMutablePointer<FCGX_Request>
    private let outbox: Outbox
    private let connection: Int32

    init(pool: Pool, request: UnsafeMutablePointer<FCGX_Request>, outbox: Outbox) {
        self.pool = pool
        self.request = request
        self.outbox = outbox
        connection = request.pointee.ipcFd
        pool.options.counters.requests.increment()
        pool.options.counters.active.increment()
    }

    deinit {
        FCGX_Free(request, 0)
        pool.options.counters.active.decrement()
    }

    func run() -> Aftermath {
        outbox.begin(connection: connection, request: UInt16(truncatingIfNeeded: request.pointee.requestId))
        guard request.pointee.role == 1 else { return refuseRole() }
        let parameters = Self.parameters(request.pointee.envp)
        let source = RecordSource(request.pointee.in)
        let body = RequestBody(source, announcedLength: parameters.announcedLength)
        let response = pool.answering.answer(parameters, body: body)
        // Before the end record: libfcgi reads ahead, and after it the next request may follow the rest of the body.
        let rest = source.finish(limit: pool.options.unreadBodyLimit)
        guard send(response, isHead: parameters["REQUEST_METHOD"] == "HEAD") else {
            pool.options.counters.aborted.increment()
            return .close
        }
        switch rest {
        case .nothing: return request.pointee.keepConnection != 0 ? .keep : .close
        case .more: return .closeUnread
        case .broken: return .close
        }
    }

    /// The specification's answer to an authorizer's or filter's request (section 5.5).
    private func refuseRole() -> Aftermath {
        pool.options.log("Refused a request for the role \(request.pointee.role): this is a responder.")
        _ = outbox.end(status: .unknownRole)
        return .close
    }

    private static func parameters(_ lines: FCGX_ParamArray?) -> Parameters {
        var parameters = Parameters()
        guard var line = lines else { return parameters }
        while let text = line.pointee {
            let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
            parameters.append(UnsafeBufferPointer(start: bytes, count: strlen(text)))
            line += 1
        }
        return parameters
    }

    /// - Shape: false when the client could not be told the whole answer.
    private func send(_ response: Response, isHead: Bool) -> Bool {
        var response = response
        if AnswerHead.append(response, isHead: isHead, to: &outbox.head) == false {
            pool.options.log("An answer cannot be sent like this; it was replaced by a 500.")
            response = AnswerHead.fault
            outbox.head.removeAll(keepingCapacity: true)
            _ = AnswerHead.append(response, isHead: isHead, to: &outbox.head)
        }
        if isHead || !response.status.hasContent { return outbox.sendAll([]) }
        switch response.body {
        case .none, .open: return outbox.sendAll([])
        case .bytes(let bytes): return outbox.sendAll(bytes)
        case .stream(let write): return stream(write)
        }
    }

    private func stream(_ write: (any ResponseStream) throws -> Void) -> Bool {
        guard pool.beginStream() else {
            outbox.head.removeAll(keepingCapacity: true)
            _ = AnswerHead.append(AnswerHead.busy, isHead: false, to: &outbox.head)
            return outbox.sendAll([])
        }
        defer { pool.endStream() }
        let stream = RecordStream(outbox, connection: connection, pool: pool)
        defer { stream.close() }
        do {
            guard outbox.sendHead() else { return false }
            try write(stream)
            return stream.isOpen && outbox.end()
        } catch {
            // Without an end record the web server knows, and tells its client, that something is missing.
            if !(error is StreamClosed) { pool.options.log("A streamed answer failed: \(type(of: error)).") }
            return false
        }
    }
}
