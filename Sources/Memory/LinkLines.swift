import MemoryDomain

/// Links as a form has them: one per line, `kind target`.
enum LinkLines {
    static func text(of links: [MemoryLink]) -> String {
        links.map { "\($0.kind) \($0.target.text)" }.joined(separator: "\n")
    }
}
