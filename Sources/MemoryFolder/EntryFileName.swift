import Crypto
import Domain

/// The names of files for keys: a key, and what file names of some system cannot have as `%3A`.
package enum EntryFileName {
    package static let ending = ".md"
    /// Of files that show the other side of a conflict, which are never read.
    package static let conflictEnding = ".conflict.md"

    /// - Units: bytes without the ending. A name has 255, and the name of a draft is longer.
    private static let limit = 200

    /// The name for a key, without its ending.
    ///
    /// - Shape: of one that is too long its beginning, with a digest of it, from which nobody reads the key again.
    package static func stem(of key: String) -> String {
        let pieces = pieces(of: key)
        let stem = pieces.joined()
        return stem.utf8.count <= limit ? stem : distinct(pieces, key)
    }

    /// Another name for the same key, where its own is another key's on systems that do not tell case apart.
    package static func otherStem(of key: String) -> String { distinct(pieces(of: key), key) }

    /// The key that a name says, whoever gave it.
    package static func key(ofStem stem: String) -> String {
        var (bytes, rest) = ([UInt8](), Array(stem.utf8)[...])
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = code(rest.prefix(2)) {
                rest = rest.dropFirst(2)
                bytes.append(code)
            } else {
                bytes.append(byte)
            }
        }
        // Some systems take names apart into letters and marks.
        return NormalForm.composed(String(validating: bytes, as: UTF8.self) ?? stem)
    }

    private static func code(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static func distinct(_ pieces: [String], _ key: String) -> String {
        var (stem, size) = ("", 0)
        for piece in pieces {
            size += piece.utf8.count
            guard size <= limit - 13 else { break }
            stem += piece
        }
        return "\(stem)~\(SyncDigest(of: Array(key.utf8)).text.prefix(12))"
    }

    /// The key's characters, each as a name may have it.
    private static func pieces(of key: String) -> [String] {
        let scalars = Array(key.unicodeScalars)
        var pieces = scalars.map { reserved.contains($0) || $0.value < 0x20 ? escape($0) : String($0) }
        if scalars.first == "." || isDevice(key) { pieces[0] = escape(scalars[0]) }
        if let last = scalars.last, last == "." || last == " " { pieces[pieces.count - 1] = escape(last) }
        let ending = conflictEnding.dropLast(self.ending.count)
        if key.lowercased().hasSuffix(ending) { pieces[pieces.count - ending.count] = escape(".") }
        return pieces
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf8.map { ($0 < 16 ? "%0" : "%") + String($0, radix: 16, uppercase: true) }.joined()
    }

    /// - Source: "Naming Files, Paths, and Namespaces" of Microsoft's documentation.
    private static let reserved = Set("<>:\"|?*%/\\".unicodeScalars)

    private static func isDevice(_ key: String) -> Bool {
        let name = key.prefix { $0 != "." }.uppercased()
        guard !["CON", "PRN", "AUX", "NUL"].contains(name) else { return true }
        return name.utf8.count == 4 && (name.hasPrefix("COM") || name.hasPrefix("LPT")) && name.last?.isNumber == true
    }
}
