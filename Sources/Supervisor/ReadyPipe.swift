import CLinux
import Glibc

/// The pipe on which a responder says `READY=1`, in the words of systemd's sd_notify(3).
final class ReadyPipe {
    /// The end to watch.
    let reading: Int32
    /// The end the responder gets; closed here once it has started.
    private var writing: Int32
    private(set) var isClosed = false
    private var heard: [UInt8] = []

    init() throws(SupervisorError) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, Int32(O_CLOEXEC | O_NONBLOCK)) == 0 else { throw .system("A pipe cannot be opened") }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        closeWriting()
        close(reading)
    }

    var forChild: Int32 { writing }

    func closeWriting() {
        if writing >= 0 { close(writing) }
        writing = -1
    }

    /// Reads what has been said so far; true once that includes `READY=1`.
    func saysReady() -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            while !isClosed {
                let count = read(reading, buffer.baseAddress!, buffer.count)
                if count == 0 { isClosed = true }
                if count <= 0 { break }
                // A responder that says more than this has something else to say.
                if heard.count < 4_096 { heard.append(contentsOf: buffer[..<count]) }
            }
        }
        return String(decoding: heard, as: UTF8.self).split(separator: "\n").contains("READY=1")
    }
}
