/// Which of the two representations of an address a client wants (RFC 9110, section 12.5.1).
public enum Representation: Sendable {
    case page
    case json

    /// A page for whoever accepts `text/html` at least as gladly as JSON; JSON for everyone else.
    ///
    /// Browsers name `text/html`, programs mostly say `*/*` or nothing: those get JSON.
    public init(accepting header: String?) {
        guard let header, header.contains("text/html") else {
            self = .json
            return
        }
        let html = Self.weight(of: "text/html", in: header) ?? 0
        let json = Self.weight(of: "application/json", in: header) ?? 0
        self = html > 0 && html >= json ? .page : .json
    }

    private static func weight(of type: String, in header: String) -> Double? {
        for range in header.split(separator: ",").prefix(32) {
            let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard parts.first?.lowercased() == type else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }
            return quality.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
        }
        return nil
    }
}
