import Domain
import Input

/// A file on its way in: the last part of a form, after all of its fields. It is read while it arrives and stored
/// nowhere.
package final class Upload {
    /// As the person's computer calls it; empty where none was chosen.
    package let fileName: String
    private var reader: MultipartReader
    private var isOver = false

    private init(_ fileName: String, _ reader: MultipartReader) {
        self.fileName = fileName
        self.reader = reader
    }

    /// The next piece; empty at the end of the file.
    ///
    /// - Errors: `.malformed` on `body` where the form breaks off or goes on after the file; `.tooLarge`.
    package func next() throws(Failure) -> [UInt8] {
        guard !isOver else { return [] }
        let piece = try reader.content()
        guard piece.isEmpty else { return piece }
        isOver = true
        guard try reader.next() == nil else { throw MultipartReader.broken("the file has to be its last part.") }
        return []
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

    /// Reads the fields of a form up to its file.
    ///
    /// - Shape: no upload where there is no file in it. A field called `file` is one without a name: a page carries a
    ///   text on so that was chosen as a file before.
    static func read(
        _ body: RequestBody, contentType: String, limit: Int
    ) throws(Failure) -> (form: Form, upload: Upload?) {
        var reader = try MultipartReader(body, contentType: contentType, limit: limit)
        var pairs: [(name: String, value: String)] = []
        while let header = try reader.next() {
            if let fileName = header.fileName ?? (header.name == "file" ? "" : nil) {
                return (Form(pairs: pairs), Upload(fileName, reader))
            }
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
            pairs.append((header.name, text))
        }
        return (Form(pairs: pairs), nil)
    }
}
