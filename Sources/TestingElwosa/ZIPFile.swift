/// A ZIP archive, sound or not, written by hand: its entries are stored, or packed as they come.
package struct ZIPFile: Sendable {
    package struct Entry: Sendable {
        package var name: String
        package var content: [UInt8]
        /// As it is packed by `method`; nil for the content itself.
        package var packed: [UInt8]?
        package var method: UInt16 = 0
        package var flags: UInt16 = 0x800
        /// Said instead of what is right.
        package var checksum: UInt32?
        package var size: UInt32?
        package var nameThere: String?
        package var place: UInt32?
        /// Behind the content, as programs write that do not know its size in time.
        package var descriptor: [UInt8] = []

        package init(_ name: String, _ content: String) {
            (self.name, self.content) = (name, Array(content.utf8))
        }

        /// The content in blocks of deflate that pack nothing.
        package func inBlocks() -> Entry {
            var entry = self
            entry.method = 8
            var blocks: [UInt8] = []
            for start in stride(from: 0, to: max(1, content.count), by: 65_535) {
                let block = content[start..<min(start + 65_535, content.count)]
                let (length, isLast) = (UInt16(block.count), block.endIndex == content.count)
                blocks += [isLast ? 1 : 0] + number(length) + number(~length) + block
            }
            entry.packed = blocks
            return entry
        }

        fileprivate var sent: [UInt8] { packed ?? content }

        /// The part that both headers of an entry have.
        fileprivate func facts(_ name: String) -> [UInt8] {
            number(UInt16(20)) + number(flags) + number(method) + number(UInt32(0))
                + number(checksum ?? CRC32.of(content)) + number(UInt32(sent.count))
                + number(size ?? UInt32(content.count)) + number(UInt16(name.utf8.count)) + number(UInt16(0))
        }
    }

    package var entries: [Entry]
    /// Said instead of what is right.
    package var count: UInt16?
    package var comment: [UInt8] = []

    package init(_ entries: [Entry]) { self.entries = entries }

    package var bytes: [UInt8] {
        var (file, directory) = ([] as [UInt8], [] as [UInt8])
        for entry in entries {
            let there = entry.nameThere ?? entry.name
            let place = entry.place ?? UInt32(file.count)
            file += [0x50, 0x4b, 3, 4] + entry.facts(there) + Array(there.utf8) + entry.sent + entry.descriptor
            directory += [0x50, 0x4b, 1, 2] + number(UInt16(20)) + entry.facts(entry.name)
            directory += number(UInt16(0)) + number(UInt16(0)) + number(UInt16(0)) + number(UInt32(0)) + number(place)
            directory += Array(entry.name.utf8)
        }
        let count = number(count ?? UInt16(entries.count))
        let end = [0x50, 0x4b, 5, 6] + number(UInt32(0)) + count + count + number(UInt32(directory.count))
        return file + directory + end + number(UInt32(file.count)) + number(UInt16(comment.count)) + comment
    }
}

/// Its lowest byte first.
private func number<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

/// The checksum of ZIP, bit by bit, by which zlib's is checked.
private enum CRC32 {
    static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0 as UInt32) { checksum, byte in
            (0..<8).reduce(checksum ^ UInt32(byte)) { rest, _ in rest >> 1 ^ (rest & 1 == 1 ? 0xedb8_8320 : 0) }
        }
    }
}
