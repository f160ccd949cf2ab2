import Foundation

/// A disk for the programs under test that fails when it is told to, and keeps a record of what they do to files.
///
/// - Source: `Tests/FaultyDisk`, which is preloaded.
package final class FaultyDisk: Sendable {
    /// Spaces in its path would be taken for the end of the library's name.
    private let place = FileManager.default.temporaryDirectory.path + "/elwosa-disk-\(UUID().uuidString)"

    package init() throws {
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: RunningSite.builtPrograms + "/libFaultyDisk.so", toPath: library)
    }

    deinit { try? FileManager.default.removeItem(atPath: place) }

    private var library: String { place + "/libFaultyDisk.so" }
    private var orders: String { place + "/orders" }
    private var record: String { place + "/record" }

    /// The variables that a program that is to have this disk is started with.
    package var environment: [String: String] {
        ["LD_PRELOAD": library, "ELWOSA_TEST_DISK": orders, "ELWOSA_TEST_DISK_LOG": record]
    }

    package enum Kind: String, Sendable, CaseIterable { case write, sync, open }

    /// From now on there is no space for paths that hold one of these.
    package func fill(_ patterns: String...) throws {
        try order(patterns.map { "full \($0)" })
    }

    /// The call of that number from now on, counted in each process, fails, and so do those after it until as many have.
    package func fail(
        _ kind: Kind, _ number: Int = 1, times: Int = 1, of pattern: String, with code: Int32 = EIO
    ) throws {
        try order(["fail \(kind.rawValue) \(number) \(times) \(code) \(pattern)"])
    }

    private func order(_ lines: [String]) throws {
        // Renamed into place, so that nobody reads half of it.
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: orders), options: .atomic)
    }

    package func mend() throws { try FileManager.default.removeItem(atPath: orders) }

    /// The calls that were made so far.
    package var calls: [Call] {
        let text = (try? String(contentsOfFile: record, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { Call(String($0)) }
    }

    package func forget() { try? FileManager.default.removeItem(atPath: record) }

    /// `write /x/elwosa.db-wal`, `rename /x/a` to `/x/b`, `fault sync /x/elwosa.db-wal`.
    package struct Call: Sendable, Equatable {
        package let kind: String
        package let path: String
        package let target: String?
        /// It was made to fail.
        package let isFault: Bool

        init?(_ line: String) {
            var words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            isFault = words.first == "fault"
            words = isFault ? Array(words.dropFirst()) : line.split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { return nil }
            kind = words[0]
            let paths = words[1].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            (path, target) = (paths[0], paths.count > 1 ? paths[1] : nil)
        }
    }
}

extension FaultyDisk {
    /// The changes that a power cut after these calls might take back: files whose bytes, and directories whose names,
    /// were changed and not synced since. A name that came and went again is none, and neither is that of a file that
    /// holds nothing.
    package static func unsafe(_ calls: [Call], in place: String, ignoring isIgnored: (String) -> Bool) -> [String] {
        var (bytes, names, made, empty) = (Set<String>(), Set<String>(), Set<String>(), Set<String>())
        for call in calls where !call.isFault {
            switch call.kind {
            case "write":
                bytes.insert(call.path)
                if empty.remove(call.path) != nil { names.insert(call.path) }
            case "sync":
                bytes.remove(call.path)
                names = names.filter { directory(of: $0) != call.path }
            case "create":
                made.insert(call.path)
                empty.insert(call.path)
            case "mkdir": names.insert(call.path)
            case "unlink":
                bytes.remove(call.path)
                if made.contains(call.path) { names.remove(call.path) } else { names.insert(call.path) }
            case "rename", "link":
                let target = call.target ?? ""
                if bytes.contains(call.path) { bytes.insert(target) }
                names.insert(target)
                if call.kind == "rename" {
                    bytes.remove(call.path)
                    if made.contains(call.path) { names.remove(call.path) } else { names.insert(call.path) }
                }
            default: break
            }
        }
        return bytes.map { "bytes of \($0)" }.filter { $0.contains(place) && !isIgnored($0) }.sorted()
            + names.map { "name of \($0)" }.filter { $0.contains(place) && !isIgnored($0) }.sorted()
    }

    private static func directory(of path: String) -> String { (path as NSString).deletingLastPathComponent }
}
