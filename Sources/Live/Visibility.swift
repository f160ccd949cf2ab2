import Domain

/// The visibility of things to one listener.
///
/// - Source: docs/design/0006-tasks.md: what is in a project its members see; what is in an inbox that account, whom an
///   agent belongs to, and whoever it is assigned to.
struct Visibility: Equatable {
    let account: Int64
    let permissions: Set<Permission>
    /// The projects that the account is a member of, its inbox, those of its agents, and the spaces of memory that it
    /// reaches by this credential.
    let places: Set<Place>

    func sees(_ audience: LiveEvent.Audience) -> Bool {
        switch audience {
        case .members(let id): places.contains(.project(id))
        case .inbox(let owner, let assignees): places.contains(.inbox(owner)) || assignees.contains(account)
        case .space(let id): places.contains(.space(id))
        case .accounts(let accounts, let places): accounts.contains(account) || !places.isDisjoint(with: self.places)
        case .nobody: false
        }
    }

    /// The right to hear of an event under this topic.
    func hears(_ event: LiveEvent, under topic: Topic) -> Bool {
        guard permissions.contains(topic.permission) else { return false }
        return topic == .audit || sees(event.audience)
    }

    /// Why a topic may not be heard at all.
    enum Refusal: Equatable {
        case forbidden(Topic)
        /// The topic names something hidden or absent.
        case unknown(Topic)
    }

    /// - Shape: of the first topic that may not be heard; `audiences` has the tasks that are there.
    func refusal(of topics: [Topic], _ audiences: [Int64: LiveEvent.Audience]) -> Refusal? {
        for topic in topics {
            guard permissions.contains(topic.permission) else { return .forbidden(topic) }
            switch (topic.name, topic.id) {
            case (.projects, let id?) where !places.contains(.project(id)): return .unknown(topic)
            case (.memory, let id?) where !places.contains(.space(id)): return .unknown(topic)
            case (.tasks, let id?) where audiences[id].map(sees) != true: return .unknown(topic)
            default: continue
            }
        }
        return nil
    }

    /// The loss of a task: true where the listener saw it before the event and does no longer.
    func loses(_ event: LiveEvent) -> Bool {
        guard permissions.contains(.tasksRead), let former = event.formerAudience else { return false }
        return sees(former) && !sees(event.audience)
    }
}

extension LiveRepository {
    /// The accounts that see the tasks which topics name; those that are not there are missing.
    func audiences(of topics: [Topic]) throws(Failure) -> [Int64: LiveEvent.Audience] {
        let tasks = topics.compactMap { $0.name == .tasks ? $0.id : nil }
        return tasks.isEmpty ? [:] : try audiences(ofTasks: Set(tasks))
    }
}

extension LiveEvent {
    /// The loss of a project: true where the account saw it before and does no longer.
    func takesProject(from account: Int64?) -> Bool {
        switch kind {
        case .task(.memberRemoved): self.account == account
        case .task(.projectDeleted): account.map(formerMembers.contains) ?? false
        default: false
        }
    }
}
