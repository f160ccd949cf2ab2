import Domain

/// What one listener may hear of.
///
/// - Source: docs/design/0006-tasks.md: what is in no project everybody sees who may read tasks; what is in one, its
///   members.
struct Sight: Equatable {
    let permissions: Set<Permission>
    let projects: Set<Int64>

    func sees(_ place: LiveEvent.Place) -> Bool {
        switch place {
        case .house: true
        case .project(let id): projects.contains(id)
        }
    }

    /// Whether an event may be told under this topic.
    func hears(_ event: LiveEvent, under topic: Topic) -> Bool {
        guard permissions.contains(topic.permission) else { return false }
        return topic == .audit || sees(event.place)
    }

    /// Why a topic may not be heard at all.
    enum Refusal: Equatable {
        case forbidden(Topic)
        /// What it names is hidden or not there.
        case unknown(Topic)
    }

    /// - Shape: of the first topic that may not be heard; `places` has the tasks that are there.
    func refusal(of topics: [Topic], _ places: [Int64: LiveEvent.Place]) -> Refusal? {
        for topic in topics {
            guard permissions.contains(topic.permission) else { return .forbidden(topic) }
            switch topic {
            case .project(let id) where !projects.contains(id): return .unknown(topic)
            case .task(let id) where places[id].map(sees) != true: return .unknown(topic)
            default: continue
            }
        }
        return nil
    }

    /// Whether an event takes its task out of this sight.
    func loses(_ event: LiveEvent) -> Bool {
        guard permissions.contains(.tasksRead), let former = event.formerPlace else { return false }
        return sees(former) && !sees(event.place)
    }
}

extension LiveRepository {
    /// Where the tasks are that topics name; those that are not there are missing.
    func places(of topics: [Topic]) throws(Failure) -> [Int64: LiveEvent.Place] {
        let tasks = topics.compactMap { if case .task(let id) = $0 { id } else { nil } }
        return tasks.isEmpty ? [:] : try places(ofTasks: Set(tasks))
    }
}

extension LiveEvent {
    var place: Place { project.map(Place.project) ?? .house }

    /// Whether an account saw the project before and does no longer.
    func takesProject(from account: Int64?) -> Bool {
        switch kind {
        case .memberRemoved: self.account == account
        case .projectDeleted: account.map(formerMembers.contains) ?? false
        default: false
        }
    }
}
