import Domain

/// Reads a `multipart/form-data` body as it streams in, and no more of it than is asked for.
///
/// - Source: RFC 7578 and RFC 2046, section 5.1, as browsers write them (the HTML standard's multipart/form-data
///   encoding), but strict: nothing before the first boundary or after the last, no `filename*`, no transfer coding.
/// - Errors: `.malformed` on `body` with the rule that is broken; as `RequestBody.next`.
struct MultipartReader {
    static let partLimit = 120
    /// - Units: bytes of one part's headers.
    static let headerLimit = 4_096
    /// - Units: bytes of one field that is no file.
    static let fieldLimit = 65_536
    static let mediaType = "multipart/form-data"

    private let body: RequestBody
    /// - Units: bytes of the whole body.
    private let limit: Int
    /// With the line break before it.
    private let delimiter: [UInt8]
    /// The bytes that have been read and not been handed on.
    private var window: [UInt8] = Array("\r\n".utf8)
    private var isAtEnd = false
    private var parts = 0

    init(_ body: RequestBody, contentType: String, limit: Int) throws(Failure) {
        self.body = body
        self.limit = limit
        guard let boundary = MultipartHeader(contentType).parameter("boundary"), Self.isBoundary(boundary) else {
            throw Failure(
                .malformed, "Content-Type: the boundary is missing or not 1 to 70 of the characters it may have.",
                field: "Content-Type")
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// RFC 2046, section 5.1.1.
    private static func isBoundary(_ text: String) -> Bool {
        (1...70).contains(text.utf8.count) && text.last != " "
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    true
                default: "'()+_,-./:=? ".utf8.contains(byte)
                }
            }
    }

    /// The headers of the next part, once the content of the one before has been read to its end.
    ///
    /// - Shape: nil after the last part, with the body read to its end.
    mutating func next() throws(Failure) -> MultipartHeader? {
        if parts == 0 {
            try need(delimiter.count)
            guard window.starts(with: delimiter) else { throw Self.broken("it does not begin with its boundary.") }
        }
        window.removeFirst(delimiter.count)
        try need(2)
        if window.starts(with: "--".utf8) {
            try end()
            return nil
        }
        guard window.starts(with: "\r\n".utf8) else { throw Self.broken("a boundary does not end its line.") }
        parts += 1
        guard parts <= Self.partLimit else { throw Self.broken("there may be at most \(Self.partLimit) parts.") }
        return try header()
    }

    /// The next piece of the part's content; empty at its end.
    mutating func content() throws(Failure) -> [UInt8] {
        while true {
            if let place = place(of: delimiter) {
                defer { window.removeFirst(place) }
                return Array(window[..<place])
            }
            // The end of what is here may be the beginning of a boundary.
            let certain = window.count - delimiter.count + 1
            if certain > 0 {
                defer { window.removeFirst(certain) }
                return Array(window[..<certain])
            }
            guard try fill() else { throw Self.broken("it ends within a part: the last boundary is missing.") }
        }
    }

    private mutating func header() throws(Failure) -> MultipartHeader {
        let blank = Array("\r\n\r\n".utf8)
        while true {
            // The line break of the boundary stays before the headers, so that none at all are found as well.
            if let place = place(of: blank, within: Self.headerLimit) {
                defer { window.removeFirst(place + blank.count) }
                guard place >= 2, let text = String(validating: window[2..<max(2, place)], as: UTF8.self) else {
                    throw Self.broken("the headers of a part are missing or not UTF-8.")
                }
                // Content without a byte has its boundary right behind the headers, which share the line break.
                return try MultipartHeader(part: text)
            }
            guard window.count < Self.headerLimit else {
                throw Self.broken("the headers of a part may have at most \(Self.headerLimit) bytes.")
            }
            guard try fill() else { throw Self.broken("it ends within the headers of a part.") }
        }
    }

    private mutating func end() throws(Failure) {
        while window.count <= 4, try fill() {}
        guard window.count == 2 || window[2...].elementsEqual("\r\n".utf8) else {
            throw Self.broken("there is something after the last boundary.")
        }
    }

    private mutating func need(_ count: Int) throws(Failure) {
        while window.count < count {
            guard try fill() else { throw Self.broken("it ends within a boundary.") }
        }
    }

    /// - Shape: false at the end of the body.
    private mutating func fill() throws(Failure) -> Bool {
        guard !isAtEnd else { return false }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 16)
        defer { buffer.deallocate() }
        let count = try body.next(limit: limit, into: buffer)
        window.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        isAtEnd = count == 0
        return count > 0
    }

    private func place(of bytes: [UInt8], within limit: Int = .max) -> Int? {
        let end = min(window.count, limit) - bytes.count
        guard end >= 0 else { return nil }
        return window.withUnsafeBufferPointer { window in
            var start = 0
            while start <= end {
                guard window[start] == bytes[0] else {
                    start += 1
                    continue
                }
                if bytes.indices.allSatisfy({ window[start + $0] == bytes[$0] }) { return start }
                start += 1
            }
            return nil
        }
    }

    static func broken(_ rule: String) -> Failure {
        Failure(.malformed, "body: this is not multipart/form-data (RFC 7578): \(rule)", field: "body")
    }
}
