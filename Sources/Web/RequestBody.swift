import Domain

/// The source of a request body's bytes: a FastCGI connection, CGI's standard input, or a test's array.
package protocol ByteSource: AnyObject {
    /// Reads what is there next into `buffer`.
    ///
    /// - Shape: the number of bytes read; 0 only at the end of the body.
    /// - Errors: `.malformed` when the gateway went away or broke its protocol in the middle of the body;
    ///   `.unavailable` when nothing came within the socket's time limit.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int
}

/// The body of one request, read as it streams in and never beyond its limit.
package final class RequestBody {
    private let source: any ByteSource
    /// The length that `Content-Length` announced, in bytes; nil where it was absent.
    package let announcedLength: Int?
    private var taken = 0

    package init(_ source: any ByteSource, announcedLength: Int?) {
        self.source = source
        self.announcedLength = announcedLength
    }

    /// The next piece of the body, in the order it was sent; empty at its end.
    ///
    /// - Units: `limit` is the most bytes the whole body may have.
    /// - Errors: `.tooLarge` as soon as the body is known to pass `limit`, announced or sent; else as `ByteSource.read`.
    package func next(limit: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        if let announcedLength, announcedLength > limit { throw Self.tooLarge(limit) }
        let count = try source.read(into: buffer)
        taken += count
        if taken > limit { throw Self.tooLarge(limit) }
        return count
    }

    /// The whole body.
    ///
    /// - Errors: as `next(limit:into:)`; `.malformed` for one that has not the length it was announced with, as the
    ///   FastCGI specification asks for (section 6.2): half a form may read like a whole one.
    package func all(limit: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(announcedLength ?? 0, limit))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try next(limit: limit, into: buffer)
            if count == 0 { return try complete(bytes) }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private func complete(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        guard announcedLength == nil || announcedLength == bytes.count else {
            throw Failure(.malformed, "The request body has another length than was announced.", field: "body")
        }
        return bytes
    }

    static func tooLarge(_ limit: Int) -> Failure {
        Failure(.tooLarge, "The request body is larger than \(limit) bytes.", field: "body")
    }
}

/// A body held in memory.
package final class BytesSource: ByteSource {
    private var rest: ArraySlice<UInt8>

    package init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, rest.count)
        buffer.copyBytes(from: rest.prefix(count))
        rest.removeFirst(count)
        return count
    }
}
