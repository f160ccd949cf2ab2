import Glibc

/// The settings among the environment's variables.
enum EnvironmentLines {
    /// - Errors: a variable that begins with `ELWOSA_` and belongs to no setting: a misspelt one would go unseen.
    static func read(_ environment: [String: String]) throws(SettingsError) -> [SettingsLine] {
        var found: [SettingsLine] = []
        for (variable, value) in environment.sorted(by: { $0.key < $1.key }) where variable.hasPrefix("ELWOSA_") {
            if isReserved(variable) { continue }
            let key = variable.dropFirst("ELWOSA_".count).lowercased()
            guard variable == variable.uppercased() else { throw .unknown(key, at: variable) }
            found.append(SettingsLine(key: key, value: value, place: variable))
        }
        return found
    }

    /// Variables that are no settings: the file's name, the tests' own, and how a successor says that it is ready.
    private static func isReserved(_ variable: String) -> Bool {
        variable == "ELWOSA_SETTINGS" || variable == "ELWOSA_NOTIFY_FD" || variable.hasPrefix("ELWOSA_TEST_")
    }
}

extension Settings {
    /// The environment this process was started with.
    public static var processEnvironment: [String: String] {
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
    public static var processExecutable: String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(PATH_MAX)) { buffer in
            let length = readlink(
                "/proc/self/exe", UnsafeMutableRawPointer(buffer.baseAddress!).assumingMemoryBound(to: CChar.self),
                buffer.count)
            return String(decoding: buffer.prefix(max(length, 0)), as: UTF8.self)
        }
    }

    /// The path of a program that lies beside the running one.
    public static func sibling(_ program: String) -> String {
        let own = processExecutable
        return own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/" + program
    }
}
