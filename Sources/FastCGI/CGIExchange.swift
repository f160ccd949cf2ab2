import CFastCGI
import Domain
import Glibc
import Web

/// One request as plain CGI: environment and standard input in, standard output out.
///
/// - Source: RFC 3875.
struct CGIExchange {
    let answering: any Answering
    let options: Responder.Options

    /// - Shape: the exit code: 0 when the answer was written, 74 (`EX_IOERR`) when its reader had gone.
    func run() -> Int32 {
        let parameters = Self.parameters()
        let source = StandardInput(length: parameters.announcedLength ?? 0)
        let response = answering.answer(
            parameters, body: RequestBody(source, announcedLength: parameters.announcedLength))
        return send(response, isHead: parameters["REQUEST_METHOD"] == "HEAD") ? 0 : 74
    }

    private static func parameters() -> Parameters {
        var parameters = Parameters()
        guard var line = elwosa_environment() else { return parameters }
        while let text = line.pointee {
            let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
            parameters.append(UnsafeBufferPointer(start: bytes, count: strlen(text)))
            line += 1
        }
        return parameters
    }

    private func send(_ response: Response, isHead: Bool) -> Bool {
        var response = response
        var head: [UInt8] = []
        if !AnswerHead.append(response, isHead: isHead, to: &head) {
            options.log("An answer cannot be sent like this; it was replaced by a 500.")
            response = AnswerHead.fault
            head = []
            _ = AnswerHead.append(response, isHead: isHead, to: &head)
        }
        if isHead || !response.status.hasContent { return StandardOutput.write(head) }
        switch response.body {
        case .none, .open: return StandardOutput.write(head)
        case .bytes(let bytes): return StandardOutput.write(head + bytes)
        case .stream(let write): return StandardOutput.write(head) && (try? write(StandardOutput())) != nil
        }
    }
}

/// The body of a CGI request: the announced number of bytes, after which the server need not close (RFC 3875, 4.2).
final class StandardInput: ByteSource {
    private var left: Int

    init(length: Int) {
        left = length
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        guard left > 0, buffer.count > 0 else { return 0 }
        let count = Glibc.read(0, buffer.baseAddress, min(buffer.count, left))
        guard count > 0 else { throw RecordSource.broken }
        left -= count
        return count
    }
}

/// A streamed answer of a CGI program.
struct StandardOutput: ResponseStream {
    /// - Errors: false when nobody reads any more.
    static func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    func write(_ bytes: [UInt8]) throws(StreamClosed) {
        guard Self.write(bytes) else { throw StreamClosed() }
    }

    func wait(milliseconds: Int) -> Bool {
        var output = pollfd(fd: 1, events: elwosa_pollrdhup, revents: 0)
        poll(&output, 1, Int32(clamping: milliseconds))
        return output.revents & (elwosa_pollrdhup | Int16(POLLERR | POLLHUP)) == 0
    }
}
