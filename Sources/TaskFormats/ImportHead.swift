import Domain
import ZIP

/// The beginning of a file, by which its format is guessed.
package struct ImportHead: Sendable {
    /// - Units: bytes that are looked at.
    static let size = 4_096

    private let bytes: ArraySlice<UInt8>
    private let text: String

    package init(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes.prefix(Self.size))
        self.bytes = bytes.starts(with: UTF16Decoder.mark) ? bytes.dropFirst(UTF16Decoder.mark.count) : bytes[...]
        text = String(decoding: self.bytes, as: UTF8.self)
    }

    func contains(_ part: String) -> Bool { text.contains(part) }

    var isObject: Bool { first == "{" }
    var isArray: Bool { first == "[" }
    var isJSON: Bool { isObject || isArray }

    private var first: Character? { text.first { !$0.isWhitespace } }

    /// The first line with something on it.
    var firstLine: Substring { text.split(whereSeparator: \.isNewline).first ?? "" }

    /// - Errors: `.malformed` on `file` for what is no text in UTF-8, or is packed, or is most likely of another format
    ///   than the one that was said.
    func requireNothingElse(than format: any ImportFormat.Type) throws(Failure) {
        if isSpreadsheet { throw Failure(.spreadsheet, field: "file", kind: .malformed) }
        if Self.packed.contains(where: bytes.starts) { throw Self.isPacked }
        if bytes.contains(0) { throw Failure(.notText, field: "file", kind: .malformed) }
        guard !format.accepts(self), let other = ImportFormats.distinct.first(where: { $0.resembles(self) }) else {
            return
        }
        throw Failure(.otherFormat(other.title), field: "file", kind: .malformed)
    }

    static let isPacked = Failure(
        .packed(except: ImportFormats.all.filter { $0.archived != nil }.map { $0.title }), field: "file",
        kind: .malformed)

    /// It begins an archive that is read as it is.
    func isArchive(of format: any ImportFormat.Type) -> Bool {
        format.archived != nil && ZIPArchive.begins(bytes) && !isSpreadsheet
    }

    /// A workbook of Excel, before 2007 and since, or of OpenDocument.
    private var isSpreadsheet: Bool {
        bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0])
            || contains("[Content_Types].xml") && bytes.starts(with: Array("PK".utf8))
            || contains("application/vnd.oasis.opendocument.spreadsheet")
    }

    /// ZIP, gzip, PDF.
    private static let packed: [[UInt8]] = [Array("PK\u{3}\u{4}".utf8), [0x1f, 0x8b], Array("%PDF".utf8)]
}
