/// The end of an archive, which says where its directory is.
///
/// - Source: APPNOTE.TXT, section 4.3.16.
struct ZIPDirectory {
    /// The place of its first entry.
    let place: Int
    /// The place behind its last one.
    let end: Int
    let count: Int

    private static let size = 22

    init(_ archive: ZIPBytes) throws(ZIPError) {
        guard let end = Self.end(of: archive), let volume = archive.number16(at: end + 4),
            let first = archive.number16(at: end + 6), let here = archive.number16(at: end + 8),
            let count = archive.number16(at: end + 10), let length = archive.number32(at: end + 12),
            let place = archive.number32(at: end + 16)
        else { throw ZIPError("It breaks off: its directory is missing.") }
        guard count != .max, length != .max, place != .max else { throw ZIPError("It is ZIP64, which is not read.") }
        guard volume == 0, first == 0, here == count else { throw ZIPError("It has more than one volume.") }
        guard Int(place) + Int(length) == end else { throw ZIPError("Its directory is not where its end says.") }
        guard Int(count) <= ZIPArchive.entryLimit else {
            throw ZIPError("It has \(count) entries; \(ZIPArchive.entryLimit) are read.")
        }
        (self.place, self.end, self.count) = (Int(place), end, Int(count))
    }

    /// The place of the record at the end, behind which only a comment stands.
    private static func end(of archive: ZIPBytes) -> Int? {
        let first = max(0, archive.count - size - Int(UInt16.max))
        guard archive.count >= size else { return nil }
        for place in (first...archive.count - size).reversed() where archive.has(0x0605_4b50, at: place) {
            if archive.number16(at: place + 20).map({ place + size + Int($0) == archive.count }) == true {
                return place
            }
        }
        return nil
    }
}
