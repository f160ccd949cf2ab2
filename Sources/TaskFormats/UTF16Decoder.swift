/// A text in UTF-16 on its way to UTF-8, wherever it is cut: Excel saves *Unicode text* so.
///
/// - Source: RFC 2781; Unicode, section 3.9.
struct UTF16Decoder {
    private let isBigEndian: Bool
    /// The first byte of a unit that was cut.
    private var half: UInt8?
    /// The first unit of a pair.
    private var high: UInt16?
    /// A unit came that is no text; nothing is read from there on.
    private(set) var isBroken = false

    /// - Shape: nil where the text does not begin with a byte order mark of UTF-16.
    init?(_ head: some Collection<UInt8>) {
        if head.starts(with: [0xff, 0xfe]) {
            isBigEndian = false
        } else if head.starts(with: [0xfe, 0xff]) {
            isBigEndian = true
        } else {
            return nil
        }
    }

    /// The text as far as it is complete.
    mutating func utf8(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for byte in bytes where !isBroken {
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            add(isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first), to: &text)
        }
        return text
    }

    private mutating func add(_ unit: UInt16, to text: inout [UInt8]) {
        let value: UInt32
        switch (unit, high) {
        case (0xd800...0xdbff, nil):
            high = unit
            return
        case (0xdc00...0xdfff, let first?): value = 0x10000 + (UInt32(first) - 0xd800) << 10 + UInt32(unit) - 0xdc00
        case (0xdc00...0xdfff, nil), (_, .some):
            isBroken = true
            return
        default: value = UInt32(unit)
        }
        high = nil
        text.append(contentsOf: Unicode.Scalar(value).map { Array(String(Character($0)).utf8) } ?? [])
    }

    /// The text ends here.
    mutating func finish() { if half != nil || high != nil { isBroken = true } }

    /// The whole text in UTF-8, without a byte order mark; as it is where it has none of UTF-16.
    ///
    /// - Shape: it may be the beginning of a text, cut anywhere.
    static func utf8(_ content: [UInt8]) -> [UInt8] {
        if content.starts(with: mark) { return Array(content.dropFirst(mark.count)) }
        guard var decoder = UTF16Decoder(content) else { return content }
        return decoder.utf8(content.dropFirst(2))
    }

    /// U+FEFF in UTF-8, as some editors begin a file.
    static let mark: [UInt8] = [0xef, 0xbb, 0xbf]
}
