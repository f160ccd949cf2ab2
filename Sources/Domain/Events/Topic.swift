/// The name of topics that somebody can listen to: `tasks`, or `tasks/7` for one thing of that kind.
package struct TopicName: Hashable, Sendable {
    package let text: String
    /// Listened to as a whole, without a number.
    package let isWhole: Bool
    /// Listened to with the number of one thing.
    package let isNumbered: Bool
    /// The permission that it takes to listen.
    package let permission: Permission

    package init(_ text: String, isWhole: Bool, isNumbered: Bool, permission: Permission) {
        (self.text, self.isWhole, self.isNumbered, self.permission) = (text, isWhole, isNumbered, permission)
    }

    /// Everything that happens, as `/audit` shows it.
    package static let audit = TopicName("audit", isWhole: true, isNumbered: false, permission: .auditRead)
}

/// A topic under which events of a kind are told.
package enum TopicRule: Hashable, Sendable {
    case whole(TopicName)
    /// With the number of the event's subject.
    case subject(TopicName)
    /// With the number of the project where it happened, and of the one from where it came.
    case project(TopicName)
    /// With the number of the space of memory where it happened.
    case space(TopicName)

    package var name: TopicName {
        switch self {
        case .whole(let name), .subject(let name), .project(let name), .space(let name): name
        }
    }
}

/// Something that somebody listens to.
package struct Topic: Hashable, Sendable {
    package let name: TopicName
    /// nil for the whole of it.
    package let id: Int64?

    package init(_ name: TopicName, _ id: Int64? = nil) {
        (self.name, self.id) = (name, id)
    }

    /// - Shape: nil for anything that is not spelled exactly as `text` spells it.
    package init?(text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = EventKind.topicNames[String(parts[0])] else { return nil }
        guard parts.count == 2 else {
            guard name.isWhole else { return nil }
            self.init(name)
            return
        }
        guard name.isNumbered, let id = Int64(parts[1]), id > 0, String(id) == parts[1] else { return nil }
        self.init(name, id)
    }

    package var text: String { id.map { "\(name.text)/\($0)" } ?? name.text }

    package var permission: Permission { name.permission }

    package static let audit = Topic(.audit)
}

extension LiveEvent {
    /// The topics it is told under.
    package var topics: [Topic] {
        [.audit]
            + kind.topics.flatMap { rule in
                switch rule {
                case .whole(let name): [Topic(name)]
                case .subject(let name): subject.map { [Topic(name, $0)] } ?? []
                case .project(let name):
                    Set([project, formerAudience?.place?.project]).compactMap { $0 }.map { Topic(name, $0) }
                case .space(let name): (audience.place?.space).map { [Topic(name, $0)] } ?? []
                }
            }
    }
}
