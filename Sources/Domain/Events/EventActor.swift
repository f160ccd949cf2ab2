/// The account or program that did what an event tells.
package enum EventActor: Hashable, Sendable {
    case account(Int64)
    /// The command line, and what the house does by itself.
    case program
    /// Somebody who is not known, such as at a refused sign-in.
    case nobody
    /// One that only another version knows, as it stands in the log.
    case other(String)

    private static let prefix = "account:"

    /// - Shape: as `text` spells it.
    package init(text: String) {
        switch text {
        case "program:elwosa": self = .program
        case "nobody": self = .nobody
        default:
            let id = text.hasPrefix(Self.prefix) ? Int64(text.dropFirst(Self.prefix.count)) : nil
            self = id.map(EventActor.account) ?? .other(text)
        }
    }

    /// As it stands in the log, in the column `actor`.
    package var text: String {
        switch self {
        case .account(let id): Self.prefix + String(id)
        case .program: "program:elwosa"
        case .nobody: "nobody"
        case .other(let text): text
        }
    }

    /// The account's number; nil for whoever is none.
    package var account: Int64? { if case .account(let id) = self { id } else { nil } }
}
