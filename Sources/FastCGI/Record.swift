/// The kinds of record this side writes or looks for.
///
/// - Source: the FastCGI specification 1.0, section 8.
enum RecordKind: UInt8 {
    case abortRequest = 2
    case endRequest = 3
    case standardOutput = 6
}

/// The end of a request, in its end record.
enum ProtocolStatus: UInt8 {
    case complete = 0
    case unknownRole = 3
}

/// The eight bytes before each record's content, and the records whose content is fixed.
enum Record {
    static let headerLength = 8
    /// The length is two bytes.
    static let longestContent = 65_535

    static func appendHeader(_ kind: RecordKind, request: UInt16, length: Int, to bytes: inout [UInt8]) {
        bytes.append(1)
        bytes.append(kind.rawValue)
        bytes.append(UInt8(request >> 8))
        bytes.append(UInt8(request & 0xff))
        bytes.append(UInt8(length >> 8))
        bytes.append(UInt8(length & 0xff))
        bytes.append(0)
        bytes.append(0)
    }

    /// The end of standard output, and of the request.
    static func appendEnd(_ status: ProtocolStatus, request: UInt16, to bytes: inout [UInt8]) {
        appendHeader(.standardOutput, request: request, length: 0, to: &bytes)
        appendHeader(.endRequest, request: request, length: 8, to: &bytes)
        bytes.append(contentsOf: [0, 0, 0, 0, status.rawValue, 0, 0, 0])
    }
}
