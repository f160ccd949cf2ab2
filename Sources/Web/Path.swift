import Domain
import HTML

/// A request's path in its one canonical form: the form that is routed, authorised and logged.
///
/// - Source: RFC 3986, sections 2.1 and 3.3. NGINX hands over the target raw (`REQUEST_URI`) and decoded
///   (`DOCUMENT_URI`); deciding on one and acting on the other is how side doors come to be, so only the raw one is read.
package struct Path: Equatable, Sendable {
    /// Decoded, without empty, `.` or `..` segments; `/` has none.
    package let segments: [String]

    package static let root = Path(segments: [])

    private init(segments: [String]) {
        self.segments = segments
    }

    /// Reads the path of a request target such as `/tasks/7?q=x`.
    ///
    /// - Errors: `.malformed` for a target that does not begin with `/`, is longer than 2,048 bytes, has an encoded
    ///   slash, backslash or NUL, a dot segment, an empty segment, a broken percent sign, or is not UTF-8.
    package init(target: String) throws(Failure) {
        let raw = target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard raw.count <= 2_048, raw.first == UInt8(ascii: "/") else { throw Self.malformed }
        guard raw.count > 1 else {
            segments = []
            return
        }
        var found: [String] = []
        for piece in raw.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            found.append(try Self.segment(piece))
        }
        segments = found
    }

    private static func segment(_ piece: Substring.UTF8View.SubSequence) throws(Failure) -> String {
        // Nearly every segment: nothing in it to decode or to refuse.
        if !piece.isEmpty, piece.allSatisfy(isPlain), let text = String(piece) { return text }
        guard !piece.isEmpty, let bytes = PercentEncoding.decode(piece, plusIsSpace: false),
            !bytes.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 < 0x20 || $0 == 0x7f }),
            let text = String(validating: bytes, as: UTF8.self), text != ".", text != ".."
        else { throw malformed }
        return text
    }

    /// Letters, digits, hyphens and underscores.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    static let malformed = Failure(.malformed, "The address is malformed.", field: "path")

    /// The path as it is written in an address.
    package var text: String {
        "/" + segments.map { PercentEncoding.encode($0) }.joined(separator: "/")
    }
}
