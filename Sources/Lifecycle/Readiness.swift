import Glibc

/// Tells whoever started the program that it accepts requests.
package enum Readiness {
    /// Writes `READY=1` and closes the descriptor; without one, `ELWOSA_NOTIFY_FD` names it.
    package static func announce(_ descriptor: Int32?) {
        guard let descriptor = descriptor ?? fromEnvironment(), descriptor > 2 else { return }
        let line = Array("READY=1\n".utf8)
        _ = write(descriptor, line, line.count)
        close(descriptor)
    }

    private static func fromEnvironment() -> Int32? {
        getenv("ELWOSA_NOTIFY_FD").flatMap { Int32(String(cString: $0)) }
    }
}
