/// One file of an archive, as the archive's directory describes it.
package struct ZIPEntry: Sendable, Equatable {
    /// With the folders it is in: `Work/Garden.csv`.
    package let name: String
    /// - Units: bytes, unpacked.
    package let size: Int
    let packedSize: Int
    let checksum: UInt32
    let packing: Packing
    let isEncrypted: Bool
    /// The place of its header, and of what comes behind its content.
    var place: Range<Int>
    /// The place of its packed content.
    var content: Range<Int>

    /// - Source: APPNOTE.TXT, section 4.4.5.
    enum Packing: Equatable {
        case stored, deflated, other(UInt16)

        init(_ number: UInt16) {
            switch number {
            case 0: self = .stored
            case 8: self = .deflated
            default: self = .other(number)
            }
        }
    }

    /// It is a folder, which has no content.
    var isFolder: Bool { name.hasSuffix("/") }

    /// The last part of its name.
    package var fileName: String { String(name.split(separator: "/").last ?? "") }
}
