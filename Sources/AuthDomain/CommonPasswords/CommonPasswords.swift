import Domain

/// Passwords that many people choose, and whoever guesses tries first.
///
/// A binary fuse filter of 70,634 passwords, dictionary words and keyboard runs in 164 KiB, which `build.py` wrote from
/// published lists. It never misses one of them, and takes one other password in 4,096 for one of them: whoever is
/// refused by chance chooses another. It stands in the program itself, so there is nothing to install or to load.
///
/// - Source: NIST SP 800-63B-4, 3.1.1.2; Graf and Lemire, "Binary Fuse Filters" (2022).
package enum CommonPasswords {
    /// Tells whether the password is one of them in upper or lower case, or a short text repeated over and over.
    package static func contains(_ password: String) -> Bool {
        let text = password.lowercased()
        if isListed(text) { return true }
        guard let unit = repeatedUnit(Array(text.utf8)) else { return false }
        // Listed are those of 4 characters and more; anything shorter is no better for standing there often.
        return unit.count < 4 || isListed(String(decoding: unit, as: UTF8.self))
    }

    /// `monkey` of `monkeymonkeymonkey`; nil where nothing stands at least twice.
    private static func repeatedUnit(_ text: [UInt8]) -> ArraySlice<UInt8>? {
        for length in 1..<max(2, text.count / 2 + 1) where text.count % length == 0 && length < text.count {
            if (length..<text.count).allSatisfy({ text[$0] == text[$0 - length] }) { return text.prefix(length) }
        }
        return nil
    }

    private static func isListed(_ text: String) -> Bool {
        let hash = hash(text)
        let first = Int(hash.multipliedFullWidth(by: UInt64(startCount)).high)
        let mask = UInt64(segmentLength - 1)
        let second = (first + segmentLength) ^ Int(hash >> 18 & mask)
        let third = (first + 2 * segmentLength) ^ Int(hash & mask)
        return slot(first) ^ slot(second) ^ slot(third) == UInt16((hash ^ hash >> 32) & 0xfff)
    }

    /// FNV-1a over the UTF-8 bytes, then MurmurHash3's finaliser. No secret depends on it.
    private static func hash(_ text: String) -> UInt64 {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        value &+= seed
        for factor: UInt64 in [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53] {
            value = (value ^ value >> 33) &* factor
        }
        return value ^ value >> 33
    }

    /// 12 bits in two characters.
    private static func slot(_ index: Int) -> UInt16 {
        let start = table.utf8Start
        return UInt16(start[2 * index] - 63) << 6 | UInt16(start[2 * index + 1] - 63)
    }
}
