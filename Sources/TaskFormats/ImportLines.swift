import Domain

/// The lines of a file that arrives piece by piece, once it is known to be of the format that was said.
struct ImportLines {
    /// - Units: bytes of one line. A task with everything at its limit has fewer.
    static let limit = 16 << 20

    /// The number of lines that were handed out.
    private(set) var count = 0
    /// The file as an archive; nil where it is none that is read as it is.
    var archive: ImportArchive?
    private let kind: any ImportFormat.Type
    /// It is a file of an archive, which has no archive in it.
    private let isEntry: Bool
    /// The beginning of the file until it has been looked at; nil afterwards.
    private var head: [UInt8]? = []
    private var decoder: UTF16Decoder?
    /// The bytes that were read, from those on that have not been handed out.
    private var bytes: [UInt8] = []
    private var start = 0
    /// The place up to which there is no line end behind `start`.
    private var searched = 0

    init(of kind: any ImportFormat.Type, isEntry: Bool = false) { (self.kind, self.isEntry) = (kind, isEntry) }

    /// Takes the next piece, wherever it was cut.
    ///
    /// - Errors: `.malformed` for what is most likely of another format.
    mutating func add(_ piece: some Collection<UInt8>) throws(ImportFault) {
        guard head == nil else {
            head?.append(contentsOf: piece)
            return try begin(atEnd: false)
        }
        bytes.removeFirst(start)
        (start, searched) = (0, searched - start)
        bytes.append(contentsOf: decoder?.utf8(piece) ?? Array(piece))
    }

    /// The next line without its end.
    ///
    /// - Shape: nil until more of the file has come.
    /// - Errors: `.malformed` for a line beyond the limit, and where UTF-16 is none.
    mutating func next() throws(ImportFault) -> [UInt8]? {
        guard let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
            searched = bytes.count
            guard searched - start <= Self.limit else {
                throw ImportFault(Failure(.malformed, "is longer than \(Self.limit) bytes."), line: count + 1)
            }
            if decoder?.isBroken == true { throw brokenText }
            return nil
        }
        let line = bytes[start..<end]
        (start, searched) = (end + 1, end + 1)
        count += 1
        return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }

    /// The file ends here; what is left of it is the last line.
    ///
    /// - Errors: as `add`.
    mutating func finish() throws(ImportFault) {
        try begin(atEnd: true)
        decoder?.finish()
        if start < bytes.count, decoder?.isBroken != true { bytes.append(UInt8(ascii: "\n")) }
    }

    /// Looks at the beginning of the file before any of it is handed out.
    private mutating func begin(atEnd: Bool) throws(ImportFault) {
        guard let begun = head, atEnd || begun.count >= ImportHead.size else { return }
        head = nil
        if !isEntry, ImportHead(begun).isArchive(of: kind) {
            archive = ImportArchive(begun)
            return
        }
        decoder = UTF16Decoder(begun)
        let text =
            decoder == nil ? UTF16Decoder.utf8(begun) : decoder?.utf8(begun.dropFirst(2)) ?? []
        do throws(Failure) {
            try ImportHead(text).requireNothingElse(than: kind)
        } catch {
            throw ImportFault(error, line: 1)
        }
        bytes = text
    }

    private var brokenText: ImportFault {
        ImportFault(
            Failure(.malformed, "This is no UTF-16: half of a character stands alone."), line: count + 1,
            column: String(decoding: bytes[start...], as: UTF8.self).count + 1)
    }
}
