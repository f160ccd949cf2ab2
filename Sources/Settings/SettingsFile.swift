import Glibc

/// A key with its value and where it stands, for errors: `elwosa.conf, line 3` or a variable's name.
struct SettingsLine: Equatable {
    let key: String
    let value: String
    let place: String
}

/// The file of settings: `key = value` lines; a line that begins with `#` is a comment, empty lines are ignored.
enum SettingsFile {
    /// - Errors: a file that is absent, unreadable, larger than 64 KiB or not UTF-8; a line without `=`; a doubled key.
    static func read(_ path: String) throws(SettingsError) -> [SettingsLine] {
        try parse(try text(of: path), name: path)
    }

    static func parse(_ text: String, name: String) throws(SettingsError) -> [SettingsLine] {
        var found: [SettingsLine] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let place = "\(name), line \(index + 1)"
            let line = raw.trimmed
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let equals = line.firstIndex(of: "=") else {
                throw SettingsError("\(place): expected key = value, not \"\(line)\".")
            }
            let key = String(line[..<equals].trimmed)
            if let earlier = found.first(where: { $0.key == key }) {
                throw SettingsError("\(place): \(key) is already set in \(earlier.place).")
            }
            found.append(
                SettingsLine(key: key, value: String(line[line.index(after: equals)...].trimmed), place: place))
        }
        return found
    }

    private static func text(of path: String) throws(SettingsError) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw SettingsError("\(path) cannot be read: \(String(cString: strerror(errno))).") }
        defer { close(file) }
        let limit = 65_536
        let bytes = [UInt8](unsafeUninitializedCapacity: limit + 1) { buffer, count in
            while count <= limit {
                let taken = Glibc.read(file, buffer.baseAddress! + count, buffer.count - count)
                if taken <= 0 { break }
                count += taken
            }
        }
        guard bytes.count <= limit else { throw SettingsError("\(path) is larger than 64 KiB.") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw SettingsError("\(path) is not UTF-8.") }
        return text
    }
}

extension Substring {
    /// Without the spaces, tabs and carriage returns around it.
    fileprivate var trimmed: Substring {
        var text = self
        while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
        return text.drop { $0 == " " || $0 == "\t" }
    }
}
