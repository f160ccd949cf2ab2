import Crypto
import HTML

/// The one-time key of a form, which counts as its `Idempotency-Key`.
///
/// It stands beside the form token, so no form that is accepted is without one. A page is drawn with a hole of this size
/// in place of each key, and each sending of it fills the holes anew: of a page that is kept, no two tabs get the same.
/// A key is no secret; it counts together with the account that sends it.
///
/// - Shape: 22 characters of Base64URL: 18 at random (108 bits) for the sending, and the number of the hole.
package enum FormKey {
    package static let fieldName = "formKey"

    /// The hidden field as a page is drawn with it. The quotes in it are no text's, which has them escaped.
    static let field: HTML = "<input type=\"hidden\" name=\"formKey\" value=\"......................\">"

    private static let stemLength = 18
    private static let length = 22
    private static let opening: StaticString = "name=\"formKey\" value=\"......................\""

    /// The places of the keys in a page.
    ///
    /// - Shape: the place of the first byte of each, in their order.
    static func holes(in page: [UInt8]) -> [Int] {
        var holes: [Int] = []
        page.withUnsafeBufferPointer { bytes in
            var place = 0
            // The capital is the rarest of its letters, so little else is looked at.
            while let next = UnsafeBufferPointer(rebasing: bytes[place...]).place(of: "K") {
                place += next + 1
                let start = place - 1 - capital
                guard start >= 0, start + opening.utf8CodeUnitCount <= bytes.count else { continue }
                let piece = UnsafeBufferPointer(rebasing: bytes[start..<start + opening.utf8CodeUnitCount])
                if piece.isSame(as: opening) { holes.append(start + opening.utf8CodeUnitCount - 1 - length) }
            }
        }
        return holes
    }

    /// Its place in `opening`.
    private static let capital = 10

    /// Keys that nobody has had before, one for each hole.
    static func fill(_ holes: [Int], of page: inout [UInt8]) {
        let stem = Base64URL.encode(Random.bytes(14)).utf8.prefix(stemLength)
        for (number, hole) in holes.enumerated() {
            let rest = Base64URL.encode([UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)])
            for (offset, byte) in (Array(stem) + rest.utf8).enumerated() { page[hole + offset] = byte }
        }
    }

    static func isKey(_ text: String) -> Bool {
        text.utf8.count == length
            && text.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

extension Response {
    /// A page, with the places of its forms' keys.
    init(_ status: Status, page: HTML, headers: [(name: String, value: String)]) {
        self.init(
            status, headers: [("Content-Type", "text/html; charset=utf-8")] + headers, body: .bytes(page.bytes))
        holes = FormKey.holes(in: page.bytes)
    }

    /// The answer as it is sent this once; what is kept of it keeps its holes.
    func withFreshKeys() -> Response {
        guard !holes.isEmpty, case .bytes(var bytes) = body else { return self }
        var answer = self
        FormKey.fill(holes, of: &bytes)
        answer.body = .bytes(bytes)
        answer.holes = []
        return answer
    }
}
