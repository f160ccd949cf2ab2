/// The bytes of an archive, whose numbers have their lowest byte first.
struct ZIPBytes: Sendable {
    let bytes: [UInt8]

    var count: Int { bytes.count }

    /// - Shape: nil where the archive ends before it.
    func number16(at place: Int) -> UInt16? {
        guard place >= 0, place + 2 <= bytes.count else { return nil }
        return UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
    }

    func number32(at place: Int) -> UInt32? {
        guard let low = number16(at: place), let high = number16(at: place + 2) else { return nil }
        return UInt32(low) | UInt32(high) << 16
    }

    func has(_ signature: UInt32, at place: Int) -> Bool { number32(at: place) == signature }
}
