import Administration
import Glibc

/// A line typed at the terminal without being shown.
///
/// - Source: termios(3); the terminal's `ECHO` flag is off while somebody types, and back on afterwards.
enum HiddenLine {
    /// A password, typed twice where somebody sits at a terminal; else the first line of standard input.
    ///
    /// - Errors: `CommandFailure` when the two differ.
    static func newPassword() throws -> String {
        guard isatty(0) == 1 else { return try InputFile(path: "-").firstLine() }
        let first = try read("Password: ")
        guard try read("Once more: ") == first else { throw CommandFailure("The two passwords differ.") }
        return first
    }

    /// A text that is to be erased: typed at a terminal, else all of standard input but for the end of its last line.
    ///
    /// - Errors: `CommandFailure` for what is not UTF-8.
    static func text() throws -> String {
        guard isatty(0) == 1 else { return try InputFile(path: "-").text() }
        return try read("Text: ", isAll: true)
    }

    /// - Shape: with `isAll` more lines, as they come with what is pasted, are refused.
    private static func read(_ question: String, isAll: Bool = false) throws -> String {
        var before = termios()
        guard tcgetattr(0, &before) == 0 else {
            throw CommandFailure("The terminal cannot be set to hide what is typed.")
        }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO)
        // What was typed ahead was shown, so it is thrown away.
        guard tcsetattr(0, TCSAFLUSH, &hidden) == 0 else {
            throw CommandFailure("The terminal cannot be set to hide what is typed.")
        }
        defer {
            tcsetattr(0, TCSAFLUSH, &before)
            say("\n")
        }
        say(question)
        guard let line = readLine(strippingNewline: true) else { throw CommandFailure("Nothing was typed.") }
        var more = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        guard !isAll || poll(&more, 1, 100) == 0 else {
            throw CommandFailure(
                "The text has several lines; nothing was changed. Send it on standard input, from a file.")
        }
        return line
    }

    /// On standard error, which nobody pipes away with the result.
    private static func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(2, bytes, bytes.count)
    }
}
