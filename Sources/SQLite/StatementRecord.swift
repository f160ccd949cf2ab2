#if DEBUG
import CLinux
import Glibc
import Synchronization

/// The statements that tests prepare, each with who asked for it, in a file for the check that another engine
/// understands them too (Tests/Engines).
///
/// `SQL_RECORD` in the environment names the file, to which every process appends; without it nothing is done, and
/// in a release this file is empty.
///
/// - Shape: a record is the statement, U+001F, the program's name, U+001F, and its callers as hexadecimal offsets
///   in the program's file, the nearest first; U+001E ends it.
enum StatementRecord {
    private static let known = Mutex<Set<String>>([])

    /// A program whose disk is made to fail, or that is killed at a call of the system, is not to make more of them.
    private static let file: Int32 = {
        guard let path = getenv("SQL_RECORD"), getenv("LD_PRELOAD") == nil else { return -1 }
        return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    }()

    private static let program: String = {
        var path = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &path, path.count)
        let name = path.prefix(max(0, length)).split(separator: UInt8(ascii: "/")).last ?? []
        return String(decoding: name, as: UTF8.self)
    }()

    static func note(_ text: UnsafeBufferPointer<UInt8>) {
        guard file >= 0 else { return }
        let statement = String(decoding: text, as: UTF8.self)
        var record = "\(statement)\u{1F}\(program)\u{1F}\(callers())\u{1E}"
        guard known.withLock({ $0.insert(record).inserted }) else { return }
        // One call, so that records of two processes do not mix.
        record.withUTF8 { bytes in _ = write(file, bytes.baseAddress, bytes.count) }
    }

    private static func callers() -> String {
        var offsets = [UInt](repeating: 0, count: 24)
        let count = Int(elwosa_callers(&offsets, Int32(offsets.count)))
        return offsets.prefix(count).map { String($0, radix: 16) }.joined(separator: " ")
    }
}
#endif
