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

    /// Whether a topic may be heard at all, as far as that can be told without asking where a task is.
    func covers(_ topic: Topic) -> Bool {
        guard permissions.contains(topic.permission) else { return false }
        if case .project(let id) = topic { return projects.contains(id) }
        return true
    }

    /// - Errors: `.forbidden` on `topics` where a permission is missing, `.notFound` where what it names is hidden or
    ///   not there; `.unavailable`.
    func admit(to topic: Topic, _ repository: any LiveRepository) throws(Failure) {
        guard permissions.contains(topic.permission) else {
            throw Failure(
                .forbidden, "topics: \(topic.text) needs the permission \(topic.permission.rawValue).",
                field: "topics")
        }
        switch topic {
        case .tasks, .audit: break
        case .project(let id):
            guard projects.contains(id) else { throw .notFound }
        case .task(let id):
            guard let place = try repository.place(ofTask: id), sees(place) else { throw .notFound }
        }
    }

    /// Whether an event takes its task out of this sight.
    func loses(_ event: LiveEvent) -> Bool {
        guard permissions.contains(.tasksRead), let former = event.formerPlace else { return false }
        return sees(former) && !sees(event.place)
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
