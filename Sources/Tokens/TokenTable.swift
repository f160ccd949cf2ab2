import CVocabulary

/// The tokens of a vocabulary with their ranks, as they lie in the program.
///
/// - Source: `CVocabulary/build.py` says what a table is.
struct TokenTable: @unchecked Sendable {
    private let slots: UnsafePointer<UInt32>
    private let mask: UInt32
    private let places: UnsafePointer<UInt32>
    private let bytes: UnsafePointer<UInt8>

    private static let rankBits: UInt32 = 18

    static let o200k = TokenTable(elwosa_o200k())
    static let cl100k = TokenTable(elwosa_cl100k())

    private init(_ table: UnsafeRawPointer) {
        let numbers = table.assumingMemoryBound(to: UInt32.self)
        let (count, size) = (numbers[0], numbers[1])
        slots = numbers + 2
        mask = size - 1
        places = slots + Int(size)
        bytes = UnsafeRawPointer(places + Int(count) + 1).assumingMemoryBound(to: UInt8.self)
    }

    /// The rank of a token: the lower of two is made first.
    ///
    /// - Shape: nil for what is none.
    func rank(_ token: UnsafeBufferPointer<UInt8>) -> UInt32? {
        var hash: UInt32 = 0x811c_9dc5
        for byte in token { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        var slot = hash & mask
        while true {
            let entry = slots[Int(slot)]
            guard entry != 0 else { return nil }
            let rank = (entry & (1 << Self.rankBits - 1)) - 1
            if entry >> Self.rankBits == hash >> Self.rankBits, isToken(rank, token) { return rank }
            slot = (slot + 1) & mask
        }
    }

    private func isToken(_ rank: UInt32, _ token: UnsafeBufferPointer<UInt8>) -> Bool {
        let (start, end) = (Int(places[Int(rank)]), Int(places[Int(rank) + 1]))
        guard end - start == token.count else { return false }
        // Byte by byte: most are shorter than a call takes.
        for place in 0..<token.count where bytes[start + place] != token[place] { return false }
        return true
    }
}
