/// One record of the FastCGI protocol.
package struct FastCGIRecord: Equatable, Sendable {
    package var kind: UInt8
    package var request: UInt16
    package var content: [UInt8]

    package init(kind: UInt8, request: UInt16 = 1, content: [UInt8] = []) {
        self.kind = kind
        self.request = request
        self.content = content
    }

    package static let abortKind: UInt8 = 2
    package static let endKind: UInt8 = 3
    package static let outputKind: UInt8 = 6

    /// FCGI_BEGIN_REQUEST; role 1 is a responder.
    package static func begin(keep: Bool, role: UInt8 = 1) -> FastCGIRecord {
        FastCGIRecord(kind: 1, content: [0, role, keep ? 1 : 0, 0, 0, 0, 0, 0])
    }

    /// FCGI_PARAMS; no pairs end the parameters.
    package static func parameters(_ pairs: [(String, String)]) -> FastCGIRecord {
        FastCGIRecord(kind: 4, content: pairs.flatMap { pair($0, $1) })
    }

    /// FCGI_STDIN; no bytes end the body.
    package static func input(_ bytes: [UInt8]) -> FastCGIRecord { FastCGIRecord(kind: 5, content: bytes) }

    package static let abort = FastCGIRecord(kind: abortKind)

    /// The record as it travels, padded to a multiple of eight as web servers do.
    package var bytes: [UInt8] {
        let padding = (8 - content.count % 8) % 8
        let header = [
            1, kind, UInt8(request >> 8), UInt8(request & 0xff), UInt8(content.count >> 8), UInt8(content.count & 0xff),
            UInt8(padding), 0,
        ]
        return header + content + [UInt8](repeating: 0, count: padding)
    }

    private static func pair(_ name: String, _ value: String) -> [UInt8] {
        length(name.utf8.count) + length(value.utf8.count) + Array(name.utf8) + Array(value.utf8)
    }

    private static func length(_ count: Int) -> [UInt8] {
        count < 128
            ? [UInt8(count)]
            : [UInt8(count >> 24) | 0x80, UInt8(count >> 16 & 0xff), UInt8(count >> 8 & 0xff), UInt8(count & 0xff)]
    }
}
