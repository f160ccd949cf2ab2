import Glibc

/// Writes one answer at a time as FastCGI records, an ordinary one with a single system call. Each thread has one
/// and uses its memory again.
final class Outbox {
    /// The header lines of the answer being built.
    var head: [UInt8] = []
    private var frames: [UInt8] = []
    private var pieces: [iovec] = []
    private var connection: Int32 = -1
    private var request: UInt16 = 0

    init() {
        head.reserveCapacity(1_024)
        frames.reserveCapacity(256)
        pieces.reserveCapacity(16)
    }

    func begin(connection: Int32, request: UInt16) {
        (self.connection, self.request) = (connection, request)
        head.removeAll(keepingCapacity: true)
    }

    /// Sends the head, the body and the end.
    ///
    /// - Shape: false when the web server no longer takes it.
    func sendAll(_ body: [UInt8]) -> Bool {
        send(head, body, end: .complete)
    }

    /// Sends the head alone, before a stream.
    func sendHead() -> Bool { send(head, [], end: nil) }

    /// Sends one piece of a stream; nothing for no bytes, since an empty record would end it.
    func send(_ bytes: [UInt8]) -> Bool { bytes.isEmpty || send([], bytes, end: nil) }

    /// Sends the end after a stream.
    func end(status: ProtocolStatus = .complete) -> Bool { send([], [], end: status) }

    private func send(_ head: [UInt8], _ body: [UInt8], end: ProtocolStatus?) -> Bool {
        let total = head.count + body.count
        frame(total, end)
        return frames.withUnsafeBytes { frames in
            head.withUnsafeBytes { head in
                body.withUnsafeBytes { body in
                    lay(frames, head, body, total)
                    return flush()
                }
            }
        }
    }

    /// Writes the headers of all records, and the records of the end, into `frames`.
    private func frame(_ total: Int, _ end: ProtocolStatus?) {
        frames.removeAll(keepingCapacity: true)
        for start in stride(from: 0, to: total, by: Record.longestContent) {
            let length = min(Record.longestContent, total - start)
            Record.appendHeader(.standardOutput, request: request, length: length, to: &frames)
        }
        if let end { Record.appendEnd(end, request: request, to: &frames) }
    }

    /// Lists head and body, cut into records, each after its frame; what is left of the frames is the end.
    private func lay(
        _ frames: UnsafeRawBufferPointer, _ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer, _ total: Int
    ) {
        pieces.removeAll(keepingCapacity: true)
        var frame = 0
        for start in stride(from: 0, to: total, by: Record.longestContent) {
            let end = min(start + Record.longestContent, total)
            lay(frames[frame..<frame + Record.headerLength])
            lay(head[min(start, head.count)..<min(end, head.count)])
            lay(body[max(0, start - head.count)..<max(0, end - head.count)])
            frame += Record.headerLength
        }
        lay(frames[frame...])
    }

    private func lay(_ slice: Slice<UnsafeRawBufferPointer>) {
        guard !slice.isEmpty else { return }
        let bytes = UnsafeRawBufferPointer(rebasing: slice)
        pieces.append(iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count))
    }

    /// Sends all pieces; a peer that takes nothing for the socket's time limit counts as gone.
    private func flush() -> Bool {
        pieces.withUnsafeMutableBufferPointer { pieces in
            var first = 0
            while first < pieces.count {
                var message = msghdr()
                message.msg_iov = pieces.baseAddress! + first
                message.msg_iovlen = min(pieces.count - first, 1_024)
                var sent = sendmsg(connection, &message, Int32(MSG_NOSIGNAL))
                guard sent > 0 else { return false }
                while first < pieces.count, sent >= pieces[first].iov_len {
                    sent -= pieces[first].iov_len
                    first += 1
                }
                if sent > 0 {
                    pieces[first].iov_base += sent
                    pieces[first].iov_len -= sent
                }
            }
            return true
        }
    }
}
