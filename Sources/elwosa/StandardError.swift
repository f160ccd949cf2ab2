import Glibc
import JSON

/// Standard error, for what is not the command's result.
enum StandardError {
    /// Says something, whoever wrote parts of it.
    static func write(_ text: String) { draw(VisibleText.lines(text)) }

    /// Sends the terminal what it should obey; nothing that comes from outside.
    static func draw(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(2, bytes, bytes.count)
    }
}
