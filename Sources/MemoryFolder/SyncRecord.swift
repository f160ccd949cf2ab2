import JSON

/// The state of a key when both sides were last seen to say the same.
struct SyncRecord: Sendable, Equatable {
    /// An entry that was changed on both sides, as it was when its text was put beside the file.
    struct Conflict: Sendable, Equatable {
        /// nil for an entry that was not there.
        var entry: SyncDigest?
        /// The file that shows it, as it was written; nil where that could not be.
        var shown: SyncDigest?
    }

    /// Of the file, in the folder.
    var path: String
    /// Of the entry; 0 for none.
    var version: Int64 = 0
    /// nil where neither side was ever seen to say what the other says.
    var file: SyncDigest?
    var entry: SyncDigest?
    /// From when the entry was true; nil where nobody knew.
    var from: String?
    /// The keys that the file names as linking to it.
    var links: SyncDigest?
    var conflict: Conflict?

    init(path: String) { self.path = path }
}

extension SyncRecord {
    func write(_ key: String, to out: inout JSONWriter) {
        out.object { out in
            out.member("key", key)
            out.member("path", path)
            out.member("version", version)
            for (name, digest) in [("file", file), ("entry", entry), ("links", links)] {
                if let digest { out.member(name, digest.text) }
            }
            if let from { out.member("from", from) }
            guard let conflict else { return }
            out.member(
                "conflict",
                object: { out in
                    if let entry = conflict.entry { out.member("entry", entry.text) }
                    if let shown = conflict.shown { out.member("shown", shown.text) }
                })
        }
    }

    /// - Shape: nil for what is none.
    static func read(_ object: JSONObject) -> (key: String, record: SyncRecord)? {
        guard let key = object["key"]?.string, let path = object["path"]?.string, !path.hasPrefix("/"),
            let version = object["version"]?.integer
        else { return nil }
        func digest(_ object: JSONObject, _ name: String) -> SyncDigest? {
            object[name]?.string.map(SyncDigest.init(text:))
        }
        var record = SyncRecord(path: path)
        record.version = version
        (record.file, record.entry) = (digest(object, "file"), digest(object, "entry"))
        (record.links, record.from) = (digest(object, "links"), object["from"]?.string)
        record.conflict = object["conflict"]?.object.map {
            Conflict(entry: digest($0, "entry"), shown: digest($0, "shown"))
        }
        return (key, record)
    }
}
