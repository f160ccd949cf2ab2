import Domain
import Texts

/// Which of the two representations of an address a client wants (RFC 9110, section 12.5.1).
public enum Representation: Sendable {
    case page
    case json

    /// A page for whoever accepts `text/html` at least as gladly as JSON; JSON for everyone else.
    ///
    /// Browsers name `text/html`, programs mostly say `*/*` or nothing: those get JSON.
    public init(accepting header: String?) {
        guard let header, let html = Self.weight(of: "text/html", in: header) else {
            self = .json
            return
        }
        let json = Self.weight(of: "application/json", in: header) ?? 0
        self = html > 0 && html >= json ? .page : .json
    }

    /// Works on bytes, as every request comes through here.
    private static func weight(of type: StaticString, in header: String) -> Double? {
        for range in header.utf8.split(separator: UInt8(ascii: ",")).prefix(32) {
            let end = range.firstIndex(of: UInt8(ascii: ";")) ?? range.endIndex
            guard isSame(trimmed(range[..<end]), type) else { continue }
            return quality(range[end...])
        }
        return nil
    }

    /// - Shape: 1 where there is no `q`, 0 where it is no number.
    private static func quality(_ parameters: Substring.UTF8View) -> Double {
        for parameter in parameters.split(separator: UInt8(ascii: ";")) {
            let text = trimmed(parameter)
            // The weight's name is written in any case, too (RFC 9110, section 12.4.2).
            guard text.starts(with: "q=".utf8) || text.starts(with: "Q=".utf8) else { continue }
            return String(text.dropFirst(2)).flatMap(Double.init) ?? 0
        }
        return 1
    }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var text = text.drop { $0 <= UInt8(ascii: " ") }
        while let last = text.last, last <= UInt8(ascii: " ") { text.removeLast() }
        return text
    }

    /// - Shape: `type` is in lower case.
    private static func isSame(_ text: Substring.UTF8View, _ type: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: type.utf8Start, count: type.utf8CodeUnitCount)
        return text.count == wanted.count
            && text.elementsEqual(wanted) { byte, wanted in
                byte == wanted || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == wanted
            }
    }
}

extension Language {
    /// What the person chose, else what the browser asks for.
    init(of caller: Caller?, accepting header: String?) {
        self = caller?.language.flatMap { Language(rawValue: $0) } ?? Language(accepting: header)
    }
}
