import Domain
import MemoryDomain
import MemoryFormats

/// The files of a folder by their keys.
struct SyncScan {
    private(set) var files: [String: FileSide] = [:]
    /// Keys whose file cannot be read: neither of their sides is touched.
    private(set) var blocked: Set<String> = []
    private(set) var links: [String] = []
    private(set) var faults: [SyncFault] = []
    private(set) var foreign: [SyncReport.Foreign] = []
    /// All paths as systems see them that do not tell case apart, with the keys that they are of.
    private(set) var taken: [String: String] = [:]

    /// - Errors: `SyncFault` for a folder that cannot be read.
    init(_ folder: SyncFolder, _ state: SyncState) throws(SyncFault) {
        let known = Dictionary(state.records.map { ($0.value.path, $0) }, uniquingKeysWith: { first, _ in first })
        for (key, record) in state.records { taken[record.path.lowercased()] = key }
        let found = try folder.files()
        links = found.links
        for path in links { block(EntryFileName.key(ofStem: Self.stem(path))) }
        for path in found.paths {
            do throws(SyncFault) {
                try add(path, folder, known[path])
            } catch {
                faults.append(error)
                block(known[path]?.key ?? EntryFileName.key(ofStem: Self.stem(path)))
                if taken[path.lowercased()] == nil { taken[path.lowercased()] = "" }
            }
        }
    }

    private mutating func add(
        _ path: String, _ folder: SyncFolder, _ former: (key: String, value: SyncRecord)?
    ) throws(SyncFault) {
        guard let bytes = try folder.read(path, limit: EntryDocument.byteLimit) else { return }
        var (key, file) = (former?.key, FileSide(path: path, bytes: SyncDigest(of: bytes)))
        if former?.value.file != file.bytes {
            let document = try Self.document(bytes, path)
            key = document.key ?? key
            if key == nil { key = try Self.key(of: path) }
            file.said = FileSide.Said(document.draft)
            if !document.foreign.isEmpty { foreign.append(.init(path: path, names: document.foreignNames)) }
        }
        guard let key else { return }
        taken[path.lowercased()] = key
        guard let other = files.updateValue(file, forKey: key) else { return }
        block(key)
        throw SyncFault(path, "is of the same key as \(other.path): \(key). Neither was taken.")
    }

    /// Remembers that a path is a key's from now on.
    mutating func take(_ path: String, for key: String) { taken[path.lowercased()] = key }

    private mutating func block(_ key: String) { blocked.insert(key) }

    static func document(_ bytes: [UInt8], _ path: String) throws(SyncFault) -> EntryDocument {
        do throws(EntryDocumentFault) {
            return try EntryDocument(reading: bytes)
        } catch {
            throw SyncFault(path, error.description)
        }
    }

    private static func key(of path: String) throws(SyncFault) -> String {
        do throws(Failure) {
            return try EntryRules.key(EntryFileName.key(ofStem: stem(path)))
        } catch {
            throw SyncFault(path, "its name is no key: \(error.message)")
        }
    }

    /// The name of a file without its ending.
    static func stem(_ path: String) -> String {
        String((path.split(separator: "/").last ?? "").dropLast(EntryFileName.ending.count))
    }
}

extension FileSide.Said {
    init(_ draft: EntryDraft) {
        dated = draft.saysFrom ? SyncDigest(of: draft.fields) : nil
        undated = SyncDigest(undated: draft.fields)
        from = draft.fields.validFrom?.rfc3339
    }
}
