import Domain
import MemoryDomain
import ZIP

/// Memory that another system has kept, as entries that are to be written, with what has no place among them.
///
/// A second run over the same file writes the same under the same keys, and so changes nothing.
package struct ForeignMemory: Sendable {
    /// At most `EntryRules.batchLimit` of them go with one request.
    package internal(set) var writes: [EntryWrite] = []
    /// By reason, in the order in which they came up.
    package private(set) var leftOut: [LeftOut] = []
    private var keys: Set<String> = []
    /// The last number that each name was told apart by.
    private var numbers: [String: Int] = [:]
    /// Entries that may be taken; what is beyond them is not kept.
    private let entryLimit: Int
    private var isOverfull = false

    /// - Units: bytes of a file, unpacked.
    package static let byteLimit = 64 << 20

    init(entryLimit: Int) {
        self.entryLimit = entryLimit
    }

    /// Reads a file, or a ZIP archive with it.
    ///
    /// - Shape: a format that is nil is recognised by what is in the file. Links are to entries of the space.
    /// - Errors: `.malformed` on `file` for what is of no such format, with the place; `.tooLarge` beyond `limit`, and for
    ///   more than `entries`.
    package static func read(
        _ format: ForeignMemoryFormat?, _ bytes: [UInt8], into space: Int64, at now: Instant, limit: Int = byteLimit,
        entries: Int = .max
    ) throws(Failure) -> ForeignMemory {
        var memory = ForeignMemory(entryLimit: entries)
        for content in try contents(bytes, limit) {
            guard let format = format ?? .resembling(content) else {
                throw fault("is none of \(ForeignMemoryFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            switch format {
            case .mcp: try KnowledgeGraph.read(content, into: space, &memory)
            case .mem0: try Mem0Export.read(content, at: now, &memory)
            case .chatgpt: try ChatGPTExport.read(content, &memory)
            case .claude: try ClaudeExport.read(content, &memory)
            }
        }
        guard !memory.isOverfull else { throw Failure(.tooMany(entries), field: "file", kind: .tooLarge) }
        return memory
    }

    static func fault(_ sentence: String) -> Failure { Failure(.malformed, "file: \(sentence)", field: "file") }

    /// The files that are meant: of an archive those that such programs put into it.
    private static func contents(_ bytes: [UInt8], _ limit: Int) throws(Failure) -> [[UInt8]] {
        guard ZIPArchive.begins(bytes) else {
            guard bytes.count <= limit else { throw tooLarge(limit) }
            return [bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes]
        }
        let archive = try unpacking { () throws(ZIPError) in try ZIPArchive(bytes) }
        let entries = archive.entries.filter { isMeant($0.name) }.sorted { $0.name < $1.name }
        guard !entries.isEmpty else {
            throw fault("Nothing in the archive is called conversations.json or memory.json.")
        }
        guard entries.reduce(0, { $0 + $1.size }) <= limit else { throw tooLarge(limit) }
        return try unpacking { () throws(ZIPError) in
            var contents: [[UInt8]] = []
            for entry in entries {
                let content = try archive.content(of: entry)
                var bytes: [UInt8] = []
                while case let piece = try content.next(), !piece.isEmpty { bytes += piece }
                contents.append(bytes)
            }
            return contents
        }
    }

    private static func unpacking<Value>(_ read: () throws(ZIPError) -> Value) throws(Failure) -> Value {
        do throws(ZIPError) {
            return try read()
        } catch {
            throw fault(error.entry.map { "\($0) in the archive: \(error.message)" } ?? error.message)
        }
    }

    /// `conversations.json`, in large exports `conversations-000.json`; `memory.json`.
    private static func isMeant(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return (name.hasPrefix("conversations") || name.hasPrefix("memory"))
            && [".json", ".jsonl"].contains(where: name.hasSuffix)
    }

    private static func tooLarge(_ limit: Int) -> Failure {
        Failure(.tooManyBytes(limit), field: "file", kind: .tooLarge)
    }
}

extension ForeignMemory {
    mutating func leaveOut(_ reason: LeftOut.Reason, _ place: String) {
        let index = leftOut.firstIndex { $0.reason == reason } ?? leftOut.endIndex
        if index == leftOut.endIndex { leftOut.append(LeftOut(reason: reason)) }
        leftOut[index].add(TextRules.beginning(of: place, 200))
    }

    /// Adds an entry, unless its text is longer than one may be.
    mutating func add(_ key: String, _ text: String, at place: String, _ set: (inout EntryFields) -> Void) {
        let text = ForeignText.block(text)
        guard writes.count < entryLimit else { return isOverfull = true }
        guard text.utf8.count <= EntryRules.byteLimit else { return leaveOut(.tooLong, place) }
        guard let content = try? EntryRules.text(text) else { return }
        var fields = EntryFields(content: .text(content))
        set(&fields)
        let isDated = fields.validFrom != nil
        writes.append(EntryWrite(key: .named(key), draft: EntryDraft(fields, saysFrom: isDated)))
    }

    /// The key for a name, which no other of the file has.
    mutating func key(for name: String) -> String {
        let first = ForeignText.key(name)
        guard !keys.insert(first).inserted else { return first }
        let name = ForeignText.line(first, EntryRules.keyLimit - 8)
        while true {
            // From where the last one ended: a file may have a million of one name.
            let number = (numbers[name] ?? 1) + 1
            numbers[name] = number
            let key = "\(name) \(number)"
            if keys.insert(key).inserted { return key }
        }
    }
}

/// Texts of other systems as entries can have them.
enum ForeignText {
    /// Without control characters; line ends are `\n`.
    static func block(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
        var (view, last) = (String.UnicodeScalarView(), nil as Unicode.Scalar?)
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\t" || !isControl(scalar) {
                if scalar != "\n" || last != "\r" { view.append(scalar) }
            } else if scalar == "\r" {
                view.append("\n")
            }
            last = scalar
        }
        return String(view)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

    /// One line of at most so many characters; empty where nothing can be seen.
    static func line(_ text: String, _ limit: Int) -> String {
        let line = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { isControl($0) || $0.value == 0x2028 || $0.value == 0x2029 ? " " : $0 }))
        let cut = TextRules.beginning(of: String(line.prefix(limit)), limit * 4)
        return (try? TextRules.line(cut, field: "", limit: limit)) ?? ""
    }

    static func key(_ name: String) -> String {
        let line = line(name.replacing("/", with: "-").replacing("\\", with: "-"), EntryRules.keyLimit)
        return (try? EntryRules.key(line)) ?? "unnamed"
    }

    static func tag(_ text: String) -> String { line(text.replacing(",", with: " "), EntryRules.tagLength) }

    /// Those that say something, each once, as many as an entry may have.
    static func tags(_ texts: [String]) -> [String] {
        var tags: [String] = []
        for tag in texts.lazy.map(tag) where !tag.isEmpty && !tags.contains(tag) {
            tags.append(tag)
            if tags.count == EntryRules.tagLimit { break }
        }
        return tags
    }
}
