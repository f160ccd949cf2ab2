import Glibc

/// Why the site cannot be run, in one sentence with a way out.
package struct SupervisorError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    /// The last system call's error, after the attempt that failed: `/x cannot be opened: No such file or directory.`
    static func system(_ attempt: String, _ code: Int32 = errno) -> SupervisorError {
        SupervisorError("\(attempt): \(String(cString: strerror(code))).")
    }
}
