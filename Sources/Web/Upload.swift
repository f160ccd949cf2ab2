import Domain
import Input

/// A file on its way in. A small one may stand anywhere in its form; of a larger one, which is read while it arrives and
/// stored nowhere, all fields stand before it.
package final class Upload {
    /// The size up to which a file is kept until the fields behind it are known, as programs send parts in any order.
    ///
    /// - Units: bytes.
    package static let keptLimit = 4 << 20

    /// As the person's computer calls it; empty where none was chosen.
    package let fileName: String
    /// No field of its form can stand behind it any more.
    package let isWhole: Bool
    /// The beginning, which has been read and not been handed on.
    private var kept: [UInt8]
    private var reader: MultipartReader
    private var isOver: Bool

    private init(_ fileName: String, _ kept: [UInt8], isWhole: Bool, _ reader: MultipartReader) {
        (self.fileName, self.kept, self.isWhole, self.reader) = (fileName, kept, isWhole, reader)
        isOver = isWhole
    }

    /// The next piece; empty at the end of the file.
    ///
    /// - Errors: `.malformed` on `body` where the form breaks off; on the field that stands behind a large file;
    ///   `.tooLarge`.
    package func next() throws(Failure) -> [UInt8] {
        guard kept.isEmpty else {
            defer { kept = [] }
            return kept
        }
        guard !isOver else { return [] }
        let piece = try reader.content()
        guard piece.isEmpty else { return piece }
        isOver = true
        guard let more = try reader.next() else { return [] }
        throw Self.isLate(more.name)
    }

    /// The failure of a field that cannot be known in time.
    package static func isLate(_ field: String) -> Failure {
        Failure(
            .malformed, "\(field): it has to stand before a file of more than \(keptLimit >> 20) MiB.", field: field)
    }

    /// Reads what is left, as whoever still sends waits for it to be taken.
    package func skip() {
        do throws(Failure) {
            while try !next().isEmpty {}
        } catch {
            // It is not needed any more, so what is wrong with it does not matter.
            isOver = true
        }
    }

    /// Reads the fields of a form, and its file as far as it has to be kept.
    ///
    /// - Shape: no upload where there is no file in it. A field called `file` is one without a name: a page carries a
    ///   text on so that was chosen as a file before.
    /// - Errors: `.malformed` on `file` for a second one; as `MultipartReader`.
    static func read(
        _ body: RequestBody, contentType: String, limit: Int
    ) throws(Failure) -> (form: Form, upload: Upload?) {
        var reader = try MultipartReader(body, contentType: contentType, limit: limit)
        var (pairs, file) = ([] as [(name: String, value: String)], nil as (name: String, content: [UInt8])?)
        while let header = try reader.next() {
            guard let name = header.fileName ?? (header.name == "file" ? "" : nil) else {
                pairs.append((header.name, try field(&reader)))
                continue
            }
            guard file == nil else { throw Failure(.doubled, field: "file", kind: .malformed) }
            let (content, isWhole) = try beginning(&reader)
            guard isWhole else {
                return (Form(pairs: pairs), Upload(name, content, isWhole: false, reader))
            }
            file = (name, content)
        }
        return (Form(pairs: pairs), file.map { Upload($0.name, $0.content, isWhole: true, reader) })
    }

    private static func field(_ reader: inout MultipartReader) throws(Failure) -> String {
        var bytes: [UInt8] = []
        while case let piece = try reader.content(), !piece.isEmpty {
            bytes += piece
            guard bytes.count <= MultipartReader.fieldLimit else {
                throw MultipartReader.broken("a field may have at most \(MultipartReader.fieldLimit) bytes.")
            }
        }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw MultipartReader.broken("a field is not UTF-8.")
        }
        return text
    }

    private static func beginning(
        _ reader: inout MultipartReader
    ) throws(Failure) -> (content: [UInt8], isWhole: Bool) {
        var content: [UInt8] = []
        while content.count <= keptLimit {
            let piece = try reader.content()
            guard !piece.isEmpty else { return (content, true) }
            content += piece
        }
        return (content, false)
    }
}
