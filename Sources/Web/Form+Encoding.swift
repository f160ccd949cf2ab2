import Domain
import HTML
import Input

/// The pairs of a query string or of an `application/x-www-form-urlencoded` body.
///
/// - Source: the URL standard's urlencoded parser, but strict: what is not UTF-8 or has a broken percent sign is
///   refused instead of repaired.
extension Form {
    static let pairLimit = 1_000

    /// - Errors: `.malformed` on `field` for broken encoding or more than 1,000 pairs.
    package init(_ text: some Collection<UInt8>, field: String) throws(Failure) {
        var found: [(name: String, value: String)] = []
        for piece in text.split(separator: UInt8(ascii: "&")) {
            guard found.count < Self.pairLimit else {
                throw Failure(.malformed, "\(field): there may be at most \(Self.pairLimit) fields.", field: field)
            }
            let key = piece.prefix { $0 != UInt8(ascii: "=") }
            guard let name = Self.decode(key), let value = Self.decode(piece.dropFirst(key.count + 1)) else {
                throw Failure(.malformed, "\(field): this is not a UTF-8 form.", field: field)
            }
            found.append((name, value))
        }
        self.init(pairs: found)
    }

    private static func decode(_ text: some Sequence<UInt8>) -> String? {
        PercentEncoding.decode(text, plusIsSpace: true).flatMap { bytes in
            bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
        }
    }
}
