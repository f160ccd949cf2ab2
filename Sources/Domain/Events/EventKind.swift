/// A kind of event, and everything that those who read the log have to know of it.
///
/// An area declares its kinds as the cases of an enumeration (`AreaEventKind`), which has all of this for each of them;
/// how they are replayed and in which words they are told are `switch`es over the same cases.
package struct EventKind: Hashable, Sendable {
    /// Noun and past verb, as it stands in the log.
    package let rawValue: String
    /// The area's name in the log. It is part of the chain, so that it can never be another.
    package let area: String
    package let subject: EventSubject
    /// The topics it is told under, besides the audit.
    package let topics: [TopicRule]
    /// True where somebody may see more or less after it than before, or is no longer signed in.
    package let concernsRights: Bool

    package static func == (left: EventKind, right: EventKind) -> Bool { left.rawValue == right.rawValue }

    package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

/// The kinds of events of one area.
package protocol AreaEventKind: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The area whose kinds these are.
    static var area: AreaName { get }
    /// As `EventKind.subject`.
    var subject: EventSubject { get }
    /// As `EventKind.topics`.
    var topics: [TopicRule] { get }
    /// As `EventKind.concernsRights`.
    var concernsRights: Bool { get }
}

extension AreaEventKind {
    package var kind: EventKind {
        EventKind(
            rawValue: rawValue, area: Self.area.rawValue, subject: subject, topics: topics,
            concernsRights: concernsRights)
    }

    /// - Shape: nil for another area's.
    package init?(_ kind: EventKind) { self.init(rawValue: kind.rawValue) }

    static var kinds: [EventKind] { allCases.map(\.kind) }
}

/// The thing whose number is an event's subject.
package struct EventSubject: Hashable, Sendable {
    package let name: String
    /// The member that has its number where events are told.
    package let member: String

    package init(_ name: String, member: String = "subject") {
        (self.name, self.member) = (name, member)
    }

    /// Something that has no number, such as a role.
    package static let none = EventSubject("none")
}
