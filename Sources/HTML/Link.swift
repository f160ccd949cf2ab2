import Domain

/// An address that may stand in a page: one of our own paths, or an http, https or mailto address.
///
/// `javascript:`, `data:` and addresses that a browser reads as another site's cannot be made.
package struct Link: Sendable, Hashable {
    /// As it stands in `href`, not yet escaped for HTML.
    package let address: String

    private init(address: String) {
        self.address = address
    }

    /// One of our own paths, written in the code: `Link("/tasks")`.
    package init(_ path: StaticString) {
        address = path.description
    }

    /// One of our own paths from its segments: `Link.to("tasks", 7, "completion")`; each segment is encoded.
    package static func to(
        _ segments: any LinkSegment..., query: [(String, String)] = [], fragment: String? = nil
    ) -> Link {
        var address = ""
        address.reserveCapacity(48)
        for segment in segments {
            address += "/"
            address += PercentEncoding.encode(segment.linkSegment)
        }
        for (index, (name, value)) in query.enumerated() {
            address += (index == 0 ? "?" : "&") + PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value)
        }
        if let fragment { address += "#" + PercentEncoding.encode(fragment) }
        return Link(address: address.isEmpty ? "/" : address)
    }

    /// The address one segment further, such as an item of a list: `list.child(7)`. Meant for a path without a query.
    package func child(_ segment: any LinkSegment) -> Link {
        Link(address: address + "/" + PercentEncoding.encode(segment.linkSegment))
    }

    /// An address that somebody typed.
    ///
    /// - Errors: nil for anything but a path of ours (`/x`, not `//x`), `http:`, `https:` and `mailto:`, and for
    ///   control characters, spaces and backslashes, which browsers read in surprising ways.
    package init?(untrusted text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "\\") }) else { return nil }
        // Byte by byte: a slash with a variation selector after it is one character to Swift, and not a slash, but a
        // browser drops the selector and reads `//`.
        let lower = Array(text.lowercased().utf8)
        let isOwnPath = lower.starts(with: "/".utf8) && !lower.starts(with: "//".utf8)
        let isAbsolute = ["http://", "https://", "mailto:"].contains { scheme in
            lower.starts(with: scheme.utf8) && lower.count > scheme.utf8.count
        }
        guard isOwnPath || isAbsolute else { return nil }
        address = text
    }
}

/// A segment of a path: text or a number.
package protocol LinkSegment {
    /// The segment as it is before it is escaped.
    var linkSegment: String { get }
}

extension String: LinkSegment {
    package var linkSegment: String { self }
}

extension Int: LinkSegment {
    package var linkSegment: String { String(self) }
}

extension Int64: LinkSegment {
    package var linkSegment: String { String(self) }
}

extension Link {
    /// A path of this site that somebody typed, such as where to go after signing in; nil for any other address.
    package static func ownPath(_ text: String?) -> Link? {
        guard let text, text.utf8.first == UInt8(ascii: "/") else { return nil }
        return Link(untrusted: text)
    }
}

/// The same address with another query.
extension Link {
    /// - Shape: in place of whatever stood under that name; a fragment stays at the end.
    package func with(_ name: String, _ value: String) -> Link {
        let (path, query, fragment) = without(name).parts
        let pair = PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value)
        return Link(address: path + "?" + (query.isEmpty ? "" : query + "&") + pair + fragment)
    }

    package func without(_ name: String) -> Link {
        let (path, query, fragment) = parts
        let unwanted = PercentEncoding.encode(name)
        let kept = query.split(separator: "&").filter { $0.prefix { $0 != "=" } != unwanted }
        return Link(address: path + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&")) + fragment)
    }

    /// - Shape: the query without its sign, the fragment with it.
    private var parts: (path: String, query: String, fragment: String) {
        let whole = address.prefix { $0 != "#" }
        let path = whole.prefix { $0 != "?" }
        return (String(path), String(whole.dropFirst(path.count + 1)), String(address.dropFirst(whole.count)))
    }
}
