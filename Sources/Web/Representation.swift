import Domain
import Texts

/// The one of the two representations of an address that a client wants (RFC 9110, section 12.5.1).
package enum Representation: Sendable {
    case page
    case json

    /// A page for whoever accepts `text/html` at least as gladly as JSON; JSON for everyone else.
    ///
    /// Browsers name `text/html`, programs mostly say `*/*` or nothing: those get JSON.
    package init(accepting header: String?) {
        guard let header, let html = Self.weight(of: "text/html", in: header) else {
            self = .json
            return
        }
        let json = Self.weight(of: "application/json", in: header) ?? 0
        self = html > 0 && html >= json ? .page : .json
    }

    /// - Shape: nil where the type is not named; of a type that is named twice, the first counts.
    private static func weight(of type: StaticString, in header: String) -> Double? {
        var (found, seen) = (nil as Double?, 0)
        var header = header
        header.withUTF8 { header in
            header.eachPiece(separatedBy: ",") { range in
                let end = range.place(of: ";") ?? range.count
                if UnsafeBufferPointer(rebasing: range[..<end]).trimmed.isSame(inAnyCaseAs: type) {
                    found = quality(UnsafeBufferPointer(rebasing: range[end...]))
                }
                seen += 1
                return found == nil && seen < 32
            }
        }
        return found
    }

    /// - Shape: 1 where there is no `q`, 0 where it is no number.
    private static func quality(_ parameters: UnsafeBufferPointer<UInt8>) -> Double {
        var found = 1.0
        parameters.eachPiece(separatedBy: ";") { parameter in
            let text = parameter.trimmed
            // The weight's name is written in any case, too (RFC 9110, section 12.4.2).
            guard text.count > 1, text[0] | 0x20 == UInt8(ascii: "q"), text[1] == UInt8(ascii: "=") else { return true }
            found = Double(String(decoding: text[2...], as: UTF8.self)) ?? 0
            return false
        }
        return found
    }
}

extension Language {
    /// The language that the person chose, else the one that the browser asks for.
    init(of caller: Caller?, accepting header: String?) {
        self = caller?.language.flatMap { Language(rawValue: $0) } ?? Language(accepting: header)
    }
}
