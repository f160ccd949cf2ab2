import Durable
import Glibc

/// The few things done with files here.
enum Files {
    /// Makes a directory and those above it; one that is there stays as it is.
    static func makeDirectory(_ path: String, mode: mode_t = 0o750) throws(SupervisorError) {
        if access(path, F_OK) == 0 { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeDirectory(String(path[..<slash]), mode: 0o755)
        }
        do { try DurableFile.makeDirectory(path, mode: mode) } catch {
            throw .system("The directory \(path) cannot be made", error.number)
        }
    }

    /// Refuses a directory that gives every user of the machine one of the permissions in `mode`: who may write there
    /// can put another key, database or configuration in its place.
    static func refuse(_ path: String, mode: mode_t, _ what: String) throws(SupervisorError) {
        var state = stat()
        guard stat(path, &state) == 0 else { throw .system("The directory \(path) cannot be looked at") }
        guard state.st_mode & mode == 0 else {
            throw SupervisorError(
                "The directory \(path) may be \(what) by every user of this machine; run `chmod o-rwx` on it.")
        }
    }

    /// The names of what a directory holds, in their order; none where it cannot be read.
    static func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var found: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { found.append(name) }
        }
        return found.sorted()
    }

    static func read(_ path: String) throws(SupervisorError) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .system("\(path) cannot be read") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(file, &piece, piece.count)
            guard count >= 0 else { throw .system("\(path) cannot be read") }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(contentsOf: piece[..<count])
        }
    }

    /// Replaces a file, in one step as its readers see it. It is not synced: what the supervisor writes it writes anew at
    /// each start, and some twenty syncs would hold that up.
    static func write(_ text: String, to path: String) throws(SupervisorError) {
        let draft = path + ".new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw .system("\(path) cannot be written") }
        let done = writeAll(text, to: file)
        close(file)
        guard done, rename(draft, path) == 0 else { throw .system("\(path) cannot be written") }
    }

    static func writeAll(_ text: String, to file: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress!, $0.count) }
            if count < 0 { return false }
            rest.removeFirst(count)
        }
        return true
    }

    /// A log that is appended to, made where it is absent.
    static func log(_ path: String) throws(SupervisorError) -> Int32 {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw .system("The log \(path) cannot be opened") }
        return file
    }
}
