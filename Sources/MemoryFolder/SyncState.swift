import Domain
import JSON

/// The last known state of a folder and its space, kept in a hidden file of the folder: a line of JSON for the space, and
/// one for each key.
struct SyncState: Equatable {
    /// The file's name.
    static let path = ".elwosa-memory"
    /// - Units: bytes.
    static let byteLimit = 1 << 30

    let space: Int64
    /// Versions of another life mean nothing.
    let life: Life
    var records: [String: SyncRecord] = [:]

    init(space: Int64, life: Life) { (self.space, self.life) = (space, life) }

    /// Reads what the last run left.
    ///
    /// - Shape: empty where there was none, or the database was replaced by a backup since.
    /// - Errors: `SyncFault` for a folder that belongs to another space, and for a file that nobody can read.
    init(of folder: SyncFolder, space: Int64, life: Life) throws(SyncFault) {
        self.init(space: space, life: life)
        guard let bytes = try folder.read(Self.path, limit: Self.byteLimit) else { return }
        var lines = bytes.split(separator: UInt8(ascii: "\n")).makeIterator()
        guard let head = lines.next().flatMap(Self.object), let known = head["space"]?.integer,
            let knownLife = head["life"]?.string
        else { throw Self.unread }
        if knownLife != life.description { return }
        guard known == space else {
            throw SyncFault(Self.path, "the folder belongs to space \(known); take another one, or remove this file.")
        }
        while let line = lines.next() {
            guard let (key, record) = Self.object(line).flatMap(SyncRecord.read) else { throw Self.unread }
            records[key] = record
        }
    }

    private static let unread = SyncFault(
        path, "cannot be read; without it, all that is the same on both sides is known again.")

    private static func object(_ line: ArraySlice<UInt8>) -> JSONObject? {
        (try? JSONParser.parse(Array(line)))?.object
    }

    func save(in folder: SyncFolder) throws(SyncFault) {
        var bytes: [UInt8] = []
        func add(_ write: (inout JSONWriter) -> Void) {
            var out = JSONWriter()
            write(&out)
            bytes += out.bytes + [UInt8(ascii: "\n")]
        }
        add { out in
            out.object { out in
                out.member("space", space)
                out.member("life", life.description)
            }
        }
        for (key, record) in records.sorted(by: { $0.key < $1.key }) { add { record.write(key, to: &$0) } }
        try folder.write(Self.path, bytes)
    }
}
