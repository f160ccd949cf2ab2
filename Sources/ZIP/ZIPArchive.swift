/// The files of a ZIP archive that is in memory, found by the directory at its end.
///
/// It is read strictly, as two programs that understand one archive differently are how something is hidden in it.
///
/// - Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 and 4.4, without ZIP64, encryption and several volumes.
package struct ZIPArchive: Sendable {
    /// The number of entries that are read, folders included.
    package static let entryLimit = 10_000

    /// The files in the order of the directory; folders are none.
    package let entries: [ZIPEntry]
    private let archive: ZIPBytes

    /// - Errors: for what is no such archive, or breaks off, and for entries that lie in each other, are called the
    ///   same, or are called what leads out of a folder.
    package init(_ bytes: [UInt8]) throws(ZIPError) {
        archive = ZIPBytes(bytes: bytes)
        let end = try ZIPDirectory(archive)
        var (found, place) = ([] as [ZIPEntry], end.place)
        while found.count < end.count {
            let (entry, next) = try Self.entry(found.count + 1, at: place, archive)
            found.append(try Self.located(entry, before: end.place, archive))
            place = next
        }
        guard place == end.end else { throw ZIPError("Its directory has more in it than its end says.") }
        try Self.requireApart(found)
        entries = found.filter { !$0.isFolder }
    }

    /// Tells whether an archive with something in it begins so.
    package static func begins(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x50, 0x4b, 0x03, 0x04])
    }

    /// The content of an entry of this archive.
    ///
    /// - Errors: for one that is encrypted, or packed by another method than deflate.
    package func content(of entry: ZIPEntry) throws(ZIPError) -> ZIPContent {
        guard !entry.isEncrypted else { throw ZIPError("it is encrypted.", in: entry.name) }
        if case .other(let method) = entry.packing {
            throw ZIPError("it is packed by method \(method); stored (0) and deflate (8) are read.", in: entry.name)
        }
        return try ZIPContent(entry, archive.bytes)
    }

    /// The entry at a place of the directory, and the place behind it.
    private static func entry(
        _ number: Int, at place: Int, _ archive: ZIPBytes
    ) throws(ZIPError) -> (entry: ZIPEntry, next: Int) {
        guard archive.has(0x0201_4b50, at: place), let flags = archive.number16(at: place + 8),
            let method = archive.number16(at: place + 10), let checksum = archive.number32(at: place + 16),
            let packedSize = archive.number32(at: place + 20), let size = archive.number32(at: place + 24),
            let nameSize = archive.number16(at: place + 28), let extraSize = archive.number16(at: place + 30),
            let commentSize = archive.number16(at: place + 32), let volume = archive.number16(at: place + 34),
            let start = archive.number32(at: place + 42), place + 46 + Int(nameSize) <= archive.count
        else { throw ZIPError("Its directory breaks off at entry \(number).") }
        let name = try name(archive.bytes[place + 46..<place + 46 + Int(nameSize)], number)
        guard packedSize != .max, size != .max, start != .max else { throw ZIPError("it is ZIP64.", in: name) }
        guard volume == 0 else { throw ZIPError("it is in another volume.", in: name) }
        let entry = ZIPEntry(
            name: name, size: Int(size), packedSize: Int(packedSize), checksum: checksum,
            packing: .init(method),
            // Bits 0, 6 and 13: encrypted, strongly, and its header as well.
            isEncrypted: flags & 0x2041 != 0, place: Int(start)..<Int(start), content: 0..<0)
        return (entry, place + 46 + Int(nameSize) + Int(extraSize) + Int(commentSize))
    }

    private static func name(_ bytes: ArraySlice<UInt8>, _ number: Int) throws(ZIPError) -> String {
        guard let name = String(validating: bytes, as: UTF8.self), !name.isEmpty,
            name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw ZIPError("The name of entry \(number) is no text in UTF-8.") }
        let parts = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
        guard !name.hasPrefix("/"), !parts.contains("..") else {
            throw ZIPError("its name leads out of the archive.", in: name)
        }
        return name
    }

    /// The entry with the places of its header and its content.
    private static func located(
        _ entry: ZIPEntry, before end: Int, _ archive: ZIPBytes
    ) throws(ZIPError) -> ZIPEntry {
        let start = entry.place.lowerBound
        guard archive.has(0x0403_4b50, at: start), let nameSize = archive.number16(at: start + 26),
            let extraSize = archive.number16(at: start + 28)
        else { throw ZIPError("it is not where the directory says.", in: entry.name) }
        let nameEnd = start + 30 + Int(nameSize)
        guard nameEnd <= end, archive.bytes[start + 30..<nameEnd].elementsEqual(entry.name.utf8) else {
            throw ZIPError("it is called otherwise where it stands.", in: entry.name)
        }
        let content = nameEnd + Int(extraSize)
        guard content + entry.packedSize <= end else { throw ZIPError("it breaks off.", in: entry.name) }
        var entry = entry
        entry.content = content..<content + entry.packedSize
        entry.place = start..<content + entry.packedSize
        return entry
    }

    private static func requireApart(_ entries: [ZIPEntry]) throws(ZIPError) {
        var names: Set<String> = []
        for entry in entries where !names.insert(entry.name).inserted {
            throw ZIPError("two entries are called so.", in: entry.name)
        }
        let sorted = entries.sorted { $0.place.lowerBound < $1.place.lowerBound }
        for (entry, next) in zip(sorted, sorted.dropFirst()) where entry.place.upperBound > next.place.lowerBound {
            throw ZIPError("it lies within \(entry.name).", in: next.name)
        }
    }
}
