import Glibc

extension Settings {
    /// The environment this process was started with.
    package static var processEnvironment: [String: String] {
        var found: [String: String] = [:]
        var next = environ
        while let line = next.pointee {
            let text = String(cString: line)
            if let equals = text.firstIndex(of: "=") {
                found[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next += 1
        }
        return found
    }

    /// The path of the running program.
    package static var processExecutable: String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(PATH_MAX)) { buffer in
            let length = readlink(
                "/proc/self/exe", UnsafeMutableRawPointer(buffer.baseAddress!).assumingMemoryBound(to: CChar.self),
                buffer.count)
            return String(decoding: buffer.prefix(max(length, 0)), as: UTF8.self)
        }
    }

    /// The path of a program that lies beside the running one.
    package static func sibling(_ program: String) -> String {
        let own = processExecutable
        return own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/" + program
    }
}
