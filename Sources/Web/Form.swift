import Domain
import HTML

/// The pairs of a query string or of an `application/x-www-form-urlencoded` body, in their order.
///
/// - Source: the URL standard's urlencoded parser, but strict: what is not UTF-8 or has a broken percent sign is
///   refused instead of repaired.
package struct Form: Sendable, Equatable {
    package let pairs: [(name: String, value: String)]

    static let pairLimit = 1_000

    /// - Errors: `.malformed` on `field` for broken encoding or more than 1,000 pairs.
    package init(_ text: some Collection<UInt8>, field: String) throws(Failure) {
        var found: [(String, String)] = []
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
        pairs = found
    }

    init(pairs: [(name: String, value: String)]) {
        self.pairs = pairs
    }

    private static func decode(_ text: some Sequence<UInt8>) -> String? {
        PercentEncoding.decode(text, plusIsSpace: true).flatMap { bytes in
            bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
        }
    }

    func without(_ name: String) -> Form { Form(pairs: pairs.filter { $0.name != name }) }

    /// The first value of that name; nil where it is absent.
    package subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    package static func == (left: Form, right: Form) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0.name == $1.name && $0.value == $1.value }
    }
}
