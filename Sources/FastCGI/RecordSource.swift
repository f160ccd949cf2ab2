import CFastCGI
import Domain
import Glibc
import Web

/// The body of a FastCGI request, as its STDIN records come in.
final class RecordSource: ByteSource {
    /// nil once the request is over, so that a body which somebody has kept is empty rather than a wild pointer.
    private var stream: UnsafeMutablePointer<FCGX_Stream>?

    init(_ stream: UnsafeMutablePointer<FCGX_Stream>) {
        self.stream = stream
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        guard let stream, let start = buffer.baseAddress, buffer.count > 0 else { return 0 }
        let first = FCGX_GetChar(stream)
        guard first >= 0 else {
            let code = FCGX_GetError(stream)
            if code == 0 { return 0 }
            throw code == EAGAIN ? Self.silent : Self.broken
        }
        start.storeBytes(of: UInt8(truncatingIfNeeded: first), as: UInt8.self)
        // What libfcgi holds already; asking for more would wait for it.
        let ready = min(buffer.count - 1, stream.pointee.stop - stream.pointee.rdNext)
        if ready <= 0 { return 1 }
        return 1 + Int(FCGX_GetStr((start + 1).assumingMemoryBound(to: CChar.self), Int32(ready), stream))
    }

    /// The rest of a body after `finish`.
    enum Rest {
        case nothing
        /// The web server is still sending.
        case more
        /// It has left, fallen silent, or broken the protocol.
        case broken
    }

    /// Throws away what was not read, up to `limit` bytes, and lets go of libfcgi's stream.
    func finish(limit: Int) -> Rest {
        defer { stream = nil }
        return withUnsafeTemporaryAllocation(byteCount: 8_192, alignment: 16) { buffer in
            var taken = 0
            while taken <= limit {
                guard let count = try? read(into: buffer) else { return .broken }
                if count == 0 { return .nothing }
                taken += count
            }
            return .more
        }
    }

    static let silent = Failure(.unavailable, "The request body stopped arriving.", field: "body")
    static let broken = Failure(.malformed, "The request body ended too early.", field: "body")
}

extension Parameters {
    /// `CONTENT_LENGTH`, when it was sent once and is a number.
    var announcedLength: Int? {
        let values = values(of: "CONTENT_LENGTH")
        guard values.count == 1, values[0].utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(values[0])
    }
}
