import Glibc

/// The tools of reading: splitting and comparing bytes where they lie. `split` and its like make an array
/// of what they find and look at each byte through a closure, which takes longer than the database.
extension UnsafeBufferPointer<UInt8> {
    /// Calls `body` with what stands between the separators, empty pieces included, until it returns false.
    func eachPiece(separatedBy separator: Unicode.Scalar, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) {
        var rest = self
        while let place = rest.place(of: separator) {
            guard body(UnsafeBufferPointer(rebasing: rest[..<place])) else { return }
            rest = UnsafeBufferPointer(rebasing: rest[(place + 1)...])
        }
        _ = body(rest)
    }

    /// - Shape: nil where it does not stand.
    func place(of sign: Unicode.Scalar) -> Int? {
        guard let start = baseAddress, let found = memchr(start, Int32(sign.value), count) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(start)
    }

    /// Without the spaces and tabs around it.
    var trimmed: UnsafeBufferPointer<UInt8> {
        var (start, end) = (0, count)
        while start < end, self[start] <= UInt8(ascii: " ") { start += 1 }
        while end > start, self[end - 1] <= UInt8(ascii: " ") { end -= 1 }
        return UnsafeBufferPointer(rebasing: self[start..<end])
    }

    func isSame(as text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && memcmp(baseAddress ?? text.utf8Start, text.utf8Start, count) == 0
    }

    func isSame(as text: String) -> Bool {
        var text = text
        return text.withUTF8 { other in
            other.count == count && (count == 0 || memcmp(baseAddress!, other.baseAddress!, count) == 0)
        }
    }

    /// Compares letters of ASCII in either case with `text`, which is in lower case.
    func isSame(inAnyCaseAs text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in indices {
            let byte = self[index]
            let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            guard (isUpper ? byte | 0x20 : byte) == text.utf8Start[index] else { return false }
        }
        return true
    }
}
