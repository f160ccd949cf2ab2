import Domain

/// A link from an entry to something else.
///
/// Whether what it names is there is not asked when it is written: so it says nothing of what its writer may not see.
package struct MemoryLink: Sendable, Equatable, Hashable {
    /// A word for what the target is to the entry, such as `about` or `supports`.
    package let kind: String
    package let target: LinkTarget

    /// - Shape: with `space` as `LinkTarget.init(_:in:)`.
    /// - Errors: `.invalid` on `kind` and `target`.
    package init(kind: String, target: String, in space: Int64? = nil) throws(Failure) {
        self.kind = try TextRules.line(kind, field: "kind", limit: EntryRules.linkKindLength)
        if let space { self.target = try LinkTarget(target, in: space) } else { self.target = try LinkTarget(target) }
    }

    package init(kind: String, to target: LinkTarget) {
        (self.kind, self.target) = (kind, target)
    }

    /// The same link with its whole address spelled as links are looked for: a task or an entry, perhaps of this site.
    ///
    /// - Shape: nil for any other target.
    var inHouse: MemoryLink? {
        guard case .address(let text) = target, let cited = CitedAddress.all(in: text).first, cited.origin != nil
        else { return nil }
        return MemoryLink(kind: kind, to: .address(cited.text))
    }
}

/// Something that a link names by its address.
package enum LinkTarget: Sendable, Equatable, Hashable {
    /// `/memory/3/berlin`
    case entry(space: Int64, key: String)
    /// `/tasks/7`
    case task(Int64)
    /// `https://example.org/`; also `http` and `mailto`.
    case address(String)

    /// - Errors: `.invalid` on `target`.
    package init(_ text: String) throws(Failure) {
        let text = try TextRules.line(text, field: "target", limit: EntryRules.targetByteLimit)
        guard text.utf8.count <= EntryRules.targetByteLimit else {
            throw Failure(.tooManyBytes(EntryRules.targetByteLimit), field: "target")
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 3, parts[0].isEmpty, parts[1] == "tasks", let id = Self.number(parts[2]) {
            self = .task(id)
        } else if parts.count == 4, parts[0].isEmpty, parts[1] == "memory", let space = Self.number(parts[2]) {
            self = .entry(space: space, key: try EntryRules.key(String(parts[3]), field: "target"))
        } else if ["https://", "http://", "mailto:"].contains(where: text.hasPrefix) {
            self = .address(text)
        } else {
            throw Failure(.linkTarget, field: "target")
        }
    }

    private static func number(_ text: Substring) -> Int64? {
        guard let number = Int64(text), number > 0, String(number) == text else { return nil }
        return number
    }

    /// An entry of a space that has no number in what is read: `./berlin`, as its address is seen from one beside it.
    ///
    /// - Errors: as `init(_:)`.
    package init(_ text: String, in space: Int64) throws(Failure) {
        guard text.hasPrefix(Self.beside) else { try self.init(text); return }
        let key = try EntryRules.key(String(text.dropFirst(Self.beside.count)), field: "target")
        self = .entry(space: space, key: key)
    }

    /// As a file has it that may be read into a space of another number.
    package func text(in space: Int64) -> String {
        if case .entry(space, let key) = self { Self.beside + key } else { text }
    }

    private static let beside = "./"

    /// An address that stands in a text; one with a site before it may be this one's.
    ///
    /// - Errors: nil for a key that no entry can have.
    init?(cited: CitedAddress) {
        guard cited.origin == nil else {
            self = .address(cited.text)
            return
        }
        guard let target = try? LinkTarget(cited.text) else { return nil }
        self = target
    }

    /// The targets by which links name this one: its path, and the whole address at this site.
    package func names(at origin: String) -> [LinkTarget] { [self, .address(origin + text)] }

    /// As it is written and kept.
    package var text: String {
        switch self {
        case .entry(let space, let key): "/memory/\(space)/\(key)"
        case .task(let id): "/tasks/\(id)"
        case .address(let text): text
        }
    }
}
