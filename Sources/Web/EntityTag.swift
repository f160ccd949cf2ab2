import Domain
import JSON

/// The entity tags of single resources (RFC 9110, section 8.8.3): life, number and version.
package enum EntityTag {
    /// The tag of one version of one resource.
    ///
    /// - Shape: `life` is the site's: after a restore the same version is another one. `beside` is what else the
    ///   representation depends on, after a tilde; `If-Match` does not look at it.
    package static func of(_ id: Int64, version: Int64, in life: Life, beside: String = "") -> String {
        beside.isEmpty ? "\"\(life)-\(id)-\(version)\"" : "\"\(life)-\(id)-\(version)~\(beside)\""
    }

    /// A number for what has a name instead, such as a role.
    package static func number(of name: String) -> Int64 { Int64(bitPattern: hash(Array(name.utf8)) >> 1) }

    /// A text that is another one as soon as what is shown is, for `beside`.
    ///
    /// - Source: FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
    package static func checksum(_ shown: [UInt8]) -> String { String(hash(shown), radix: 36) }

    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// The version that an `If-Match` header asks for.
    ///
    /// A `W/` is ignored: compression on the way makes strong tags weak, and clients send back what they got.
    ///
    /// - Shape: nil where there is no header or it is `*`.
    /// - Errors: `.stale` on `If-Match` when no tag in it is one of this resource; `.malformed` for a broken one.
    package static func version(ifMatch header: String?, of id: Int64, in life: Life) throws(Failure) -> Int64? {
        guard let header, header != "*" else { return nil }
        let versions = try tags(header).map { $0.prefix { $0 != "~" } }.compactMap { tag -> Int64? in
            let version = tag.split(separator: "-").last.flatMap { Int64($0) }
            // Only a tag as we write it is one of ours: `0-7-03` and `0-7--3` are not.
            return version.flatMap { of(id, version: $0, in: life) == "\"\(tag)\"" ? $0 : nil }
        }
        guard let version = versions.max() else {
            throw Failure(.stale, "If-Match: the resource has another version.", field: "If-Match")
        }
        return version
    }

    /// Tells whether an `If-None-Match` header names this tag; a weak comparison, as the RFC has it.
    package static func isKnown(_ tag: String, to header: String?) -> Bool {
        guard let header else { return false }
        return header == "*" || ((try? tags(header)) ?? []).contains { "\"\($0)\"" == tag }
    }

    /// The text between the quotes of each tag.
    private static func tags(_ header: String) throws(Failure) -> [Substring] {
        var found: [Substring] = []
        for piece in header.split(separator: ",") {
            var tag = piece.drop { $0 == " " }
            while tag.last == " " { tag.removeLast() }
            if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
            guard tag.count >= 2, tag.first == "\"", tag.last == "\"" else {
                throw Failure(.malformed, "If-Match: this is not an entity tag.", field: "If-Match")
            }
            found.append(tag.dropFirst().dropLast())
        }
        return found
    }
}
