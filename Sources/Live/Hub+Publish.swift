import Domain
import Synchronization
import Web

/// Who may hear what, as it is at the end of a batch of events.
struct Rights {
    /// Whose were looked for.
    let asked: Set<Credential>
    let memberships: [Int64: Set<Int64>]
    /// Those that are still good.
    let callers: [Credential: Caller]
}

extension Hub {
    /// Tells everybody what has happened since: one query for each batch, however many listen.
    ///
    /// - Shape: whether there was anything.
    /// - Errors: `.unavailable` when the database cannot be read; then nothing has been told, and the next call goes on.
    public func publish() throws(Failure) -> Bool {
        let after = head
        var (events, rights): ([LiveEvent], Rights?) = ([], nil)
        try repository.sharingSnapshot { () throws(Failure) in
            events = try repository.events(after: after, limit: limits.batch)
            if events.contains(where: \.kind.concernsRights) { rights = try readRights() }
        }
        guard let last = events.last else { return false }
        let isComplete = state.withLock { state in
            let isComplete = rights.map { state.take($0, at: last.seq) } ?? true
            for event in events { state.tell(Told(event)) }
            state.head = last.seq
            return isComplete
        }
        if !isComplete { try lookAtRights() }
        return true
    }

    /// Reads anew who may hear what: sessions and tokens end by themselves, too.
    public func lookAtRights() throws(Failure) {
        while true {
            let rights = try readRights()
            if state.withLock({ state in state.take(rights, at: state.head) }) { return }
        }
    }

    private func readRights() throws(Failure) -> Rights {
        let (accounts, credentials) = state.withLock { state in
            (Set(state.listenersOfAccount.keys), Set(state.listeners.values.map(\.credential)))
        }
        return Rights(
            asked: credentials, memberships: try repository.memberships(of: accounts),
            callers: try repository.callers(by: credentials, at: clock.now()))
    }

    /// Announces the ends of access tokens, and closes what has come to its end.
    public func lookAtExpiries() {
        let now = clock.now()
        state.withLock { state in
            for listener in state.listeners.values {
                guard let end = listener.endsAt else { continue }
                if end <= now {
                    listener.connection.close(.noLongerSignedIn)
                } else if end <= now.adding(seconds: limits.notice), !listener.isExpiryAnnounced {
                    listener.isExpiryAnnounced = true
                    listener.tell(.expiring(at: end))
                }
            }
        }
    }

    /// A fresh access token in the place of an older one.
    ///
    /// - Shape: when the new one ends.
    func renew(_ id: Int, _ caller: Caller, until end: Instant?) throws(RPCError) -> Instant? {
        let isOwn = state.withLock { state in
            guard let listener = state.listeners[id], listener.caller.accountId == caller.accountId,
                listener.credential == Credential(caller)
            else { return false }
            (listener.endsAt, listener.isExpiryAnnounced) = (end, false)
            return true
        }
        guard isOwn else { throw .token }
        return end
    }

    /// Renews all open connections of a session.
    ///
    /// - Shape: how many there are.
    func renew(_ credential: Credential, until end: Instant) -> Int {
        state.withLock { state in
            var count = 0
            for listener in state.listeners.values where listener.credential == credential {
                // What is good no longer than before has been announced already.
                if end > listener.endsAt ?? end { listener.isExpiryAnnounced = false }
                listener.endsAt = end
                count += 1
            }
            return count
        }
    }
}

extension Hub.State {
    fileprivate func tell(_ event: Told) {
        var told: Set<Int> = []
        for topic in event.topics {
            for id in listenersOfTopic[topic] ?? [] where told.insert(id).inserted {
                guard let listener = listeners[id], let message = listener.message(for: event) else { continue }
                listener.tell(message)
            }
        }
    }

    /// Puts rights in place: what has gone out of somebody's sight is told, and who is no longer known is closed.
    ///
    /// - Shape: false where somebody has come in the meantime whose rights are not among these.
    fileprivate mutating func take(_ new: Rights, at seq: Int64) -> Bool {
        rights += 1
        var isComplete = true
        for (id, listener) in listeners {
            // Whoever came after these were read is looked at again.
            guard new.asked.contains(listener.credential) else {
                isComplete = false
                continue
            }
            guard let caller = new.callers[listener.credential], let account = caller.accountId,
                let projects = new.memberships[account]
            else {
                listener.connection.close(.noLongerSignedIn)
                continue
            }
            let (old, sight) = (listener.sight, Sight(permissions: caller.permissions, projects: projects))
            (listener.caller, listener.sight) = (caller, sight)
            if let old, old != sight { drop(id, listener, old, sight, seq) }
        }
        return isComplete
    }

    private mutating func drop(_ id: Int, _ listener: Listener, _ old: Sight, _ new: Sight, _ seq: Int64) {
        for topic in listener.subscriptions.keys where !new.permissions.contains(topic.permission) {
            listener.tell(.gone(topic, at: seq))
            listener.subscriptions[topic] = nil
            remove(id, from: topic)
        }
        for project in old.projects.subtracting(new.projects).sorted()
        where listener.subscriptions[.tasks] != nil || listener.subscriptions[.project(project)] != nil {
            listener.tell(.gone(.project(project), at: seq))
        }
    }
}
