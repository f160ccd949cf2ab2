import Domain
import ZIP

/// A ZIP archive on its way in: kept until its end, where its directory stands.
struct ImportArchive {
    /// - Units: bytes of the archive.
    static let limit = 32 << 20
    /// - Units: bytes of all files in it that are read, unpacked.
    static let contentLimit = 64 << 20

    private var bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Errors: `.malformed` on `file` where it becomes too large to be kept.
    mutating func add(_ piece: some Collection<UInt8>) throws(Failure) {
        guard bytes.count + piece.count <= Self.limit else {
            throw Self.failure("An archive may have \(Self.limit >> 20) MiB; unpack it and choose the file in it.")
        }
        bytes.append(contentsOf: piece)
    }

    /// The files of the format, each of which was unpacked once to its end.
    ///
    /// - Shape: one at least.
    /// - Errors: `.malformed` on `file` naming the entry for what cannot be read, before any of it is; for an archive
    ///   that is most likely of another format; for more than `contentLimit`.
    func opened(
        as format: any ImportFormat.Type
    ) throws(Failure) -> (archive: ZIPArchive, entries: [ZIPEntry]) {
        let archive = try Self.reading { () throws(ZIPError) in try ZIPArchive(bytes) }
        let entries = Self.entries(of: archive, as: format)
        guard !entries.isEmpty else { throw Self.hasNone(archive, of: format) }
        guard entries.reduce(0, { $0 + $1.size }) <= Self.contentLimit else {
            throw Self.failure("What is read of an archive may have \(Self.contentLimit >> 20) MiB unpacked.")
        }
        for entry in entries {
            try Self.reading { () throws(ZIPError) in
                let content = try archive.content(of: entry)
                while try !content.next().isEmpty {}
            }
        }
        return (archive, entries)
    }

    /// The value that `read` comes back with; what is wrong with an entry names it.
    static func reading<Value>(_ read: () throws(ZIPError) -> Value) throws(Failure) -> Value {
        do throws(ZIPError) {
            return try read()
        } catch {
            throw failure(error.entry.map { "\($0) in the archive: \(error.message)" } ?? error.message)
        }
    }

    /// Not those that a Mac puts beside each file.
    private static func entries(of archive: ZIPArchive, as format: any ImportFormat.Type) -> [ZIPEntry] {
        archive.entries.filter { entry in
            !entry.fileName.hasPrefix(".") && format.archived?(entry.fileName) == true
        }
    }

    private static func hasNone(_ archive: ZIPArchive, of format: any ImportFormat.Type) -> Failure {
        if archive.entries.contains(where: { $0.name == "[Content_Types].xml" }) {
            return Failure(.spreadsheet, field: "file", kind: .malformed)
        }
        if let other = ImportFormats.all.first(where: { !entries(of: archive, as: $0).isEmpty }) {
            return Failure(.otherFormat(other.title), field: "file", kind: .malformed)
        }
        return failure("Nothing in the archive is a file of \(format.title), such as \(format.fileName).")
    }

    private static func failure(_ message: String) -> Failure {
        Failure(.malformed, "file: \(message) Nothing was taken.", field: "file")
    }
}
