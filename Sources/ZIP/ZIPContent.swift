import CZlib

/// The content of an entry, unpacked piece by piece.
package final class ZIPContent {
    /// - Units: bytes that are unpacked at a time.
    static let piece = 65_536

    private let entry: ZIPEntry
    private let archive: [UInt8]
    /// The packed bytes that have not been read.
    private var rest: Range<Int>
    /// nil for an entry that is stored as it is.
    private var inflater: Inflater?
    private var count = 0
    private var checksum: UInt = 0
    private var isOver = false

    init(_ entry: ZIPEntry, _ archive: [UInt8]) throws(ZIPError) {
        (self.entry, self.archive) = (entry, archive)
        rest = entry.content
        guard entry.packing == .deflated else { return }
        inflater = Inflater()
        guard inflater != nil else { throw broken("memory is short.") }
    }

    /// The next piece; empty at the end of the content.
    ///
    /// - Errors: for what cannot be unpacked, has another size than the archive says, or another checksum: what came
    ///   before is not to be trusted either.
    package func next() throws(ZIPError) -> [UInt8] {
        guard !isOver else { return [] }
        let piece = try inflater.map(inflated) ?? stored()
        count += piece.count
        guard count <= entry.size else { throw broken("it is larger than the archive says.") }
        checksum = piece.withUnsafeBufferPointer { crc32(checksum, $0.baseAddress, UInt32($0.count)) }
        if piece.isEmpty { try end() }
        return piece
    }

    private func stored() -> [UInt8] {
        let end = min(rest.lowerBound + Self.piece, rest.upperBound)
        defer { rest = end..<rest.upperBound }
        return Array(archive[rest.lowerBound..<end])
    }

    private func inflated(_ inflater: Inflater) throws(ZIPError) -> [UInt8] {
        guard let piece = inflater.next(of: archive, &rest, limit: Self.piece) else {
            throw broken("it cannot be unpacked.")
        }
        return piece
    }

    private func end() throws(ZIPError) {
        isOver = true
        guard rest.isEmpty, count == entry.size else { throw broken("it has another size than the archive says.") }
        guard checksum == UInt(entry.checksum) else { throw broken("its checksum is wrong.") }
    }

    private func broken(_ message: String) -> ZIPError { ZIPError(message, in: entry.name) }
}

/// One stream of deflate on its way out.
///
/// - Source: RFC 1951; zlib's manual, `inflateInit2` with negative window bits for a stream without a header.
final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private var isOver = false

    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Unpacks as many bytes as there may be, and takes those it read from the place.
    ///
    /// - Shape: empty at the end of the stream; nil where it is broken or breaks off.
    func next(of bytes: [UInt8], _ place: inout Range<Int>, limit: Int) -> [UInt8]? {
        guard !isOver else { return [] }
        var status = Z_OK
        let start = place.lowerBound
        let piece = [UInt8](unsafeUninitializedCapacity: limit) { out, count in
            bytes.withUnsafeBufferPointer { bytes in
                stream.pointee.next_in = bytes.baseAddress.map { $0 + start }
                stream.pointee.avail_in = UInt32(place.count)
                (stream.pointee.next_out, stream.pointee.avail_out) = (out.baseAddress, UInt32(limit))
                status = inflate(stream, Z_NO_FLUSH)
            }
            count = limit - Int(stream.pointee.avail_out)
        }
        place = place.upperBound - Int(stream.pointee.avail_in)..<place.upperBound
        isOver = status == Z_STREAM_END
        // A call that gets no further waits for bytes that do not come.
        return isOver || status == Z_OK && !piece.isEmpty ? piece : nil
    }
}
