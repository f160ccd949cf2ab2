import Glibc

/// The progress of a long command, on standard error, where somebody looks at it.
struct TerminalProgress {
    private let isWatched = isatty(2) == 1
    private var isShown = false

    mutating func show(_ done: Int, of total: Int, unit: String) {
        guard isWatched else { return }
        isShown = true
        let width = 40
        let filled = total == 0 ? width : min(width, done * width / total)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        StandardError.draw("\r[\(bar)] \(min(done, total)) of \(total) \(unit)")
    }

    /// Leaves the line free for what is printed next.
    mutating func end() {
        guard isShown else { return }
        StandardError.write("\n")
        isShown = false
    }
}
