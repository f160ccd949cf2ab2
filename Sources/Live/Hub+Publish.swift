import AuthDomain
import Domain
import Synchronization
import Web

/// The rights to hear, as they are at the end of a batch of events.
struct Rights {
    /// The credentials whose rights were looked for.
    let asked: Set<Credential>
    let places: [Credential: Set<Place>]
    /// Those that are still good.
    let callers: [Credential: Caller]
}

extension Hub {
    /// Tells everybody what has happened since: one query for each batch, however many listen.
    ///
    /// - Shape: whether there was anything.
    /// - Errors: `.unavailable` when the database cannot be read; then nothing has been told, and the next call goes on.
    package func publish() throws(Failure) -> Bool {
        let (after, limit) = state.withLock { ($0.head, limits.batch(for: $0.listeners.count)) }
        var (events, rights): ([LiveEvent], Rights?) = ([], nil)
        try repository.sharingSnapshot { () throws(Failure) in
            events = try repository.events(after: after, limit: limit)
            // The last of its batch, so that whoever is cut before it hears what is gone comes back with a number before it.
            if let place = events.firstIndex(where: \.kind.concernsRights) {
                events.removeSubrange((place + 1)...)
                rights = try readRights()
            }
        }
        guard let last = events.last else { return false }
        state.withLock { state in
            let former = rights.map { state.take($0) } ?? [:]
            for event in events { state.tell(OutgoingEvent(event), former) }
            // Only now, since a client comes back with the last number that it was told.
            state.tellGone(former, at: last.seq)
            state.head = last.seq
        }
        return true
    }

    /// Reads anew who may hear what: sessions and tokens end by themselves, too.
    package func lookAtRights() throws(Failure) {
        let rights = try readRights()
        state.withLock { state in state.tellGone(state.take(rights), at: state.head) }
    }

    private func readRights() throws(Failure) -> Rights {
        let credentials = state.withLock { state in Set(state.listeners.values.map(\.credential)) }
        let callers = try repository.callers(by: credentials, at: clock.now())
        return Rights(
            asked: credentials, places: try repository.places(of: callers),
            // Whoever owes a second factor may nothing until there is one.
            callers: callers.filter { !demand.isOwed(by: $0.value) })
    }

    /// Announces the ends of access tokens, and closes what has come to its end.
    package func lookAtExpiries() {
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
    fileprivate func tell(_ event: OutgoingEvent, _ former: [Int: Visibility]) {
        var told: Set<Int> = []
        for topic in event.topics {
            for id in listenersOfTopic[topic] ?? [] where told.insert(id).inserted {
                listeners[id]?.hear(event, former: former[id])
            }
        }
    }

    /// Puts rights in place, and closes who is no longer known. Whoever came after they were read is left as it is: its
    /// own rights were read later than these.
    ///
    /// - Shape: what those saw before who see something else now.
    fileprivate mutating func take(_ new: Rights) -> [Int: Visibility] {
        rights += 1
        var former: [Int: Visibility] = [:]
        for (id, listener) in listeners where new.asked.contains(listener.credential) {
            guard let caller = new.callers[listener.credential], let account = caller.accountId,
                let places = new.places[listener.credential]
            else {
                listener.connection.close(.noLongerSignedIn)
                continue
            }
            let (old, visibility) = (
                listener.visibility, Visibility(account: account, permissions: caller.permissions, places: places)
            )
            (listener.caller, listener.visibility) = (caller, visibility)
            if let old, old != visibility { former[id] = old }
        }
        return former
    }

    /// Tells listeners what of their former visibility is gone.
    fileprivate mutating func tellGone(_ former: [Int: Visibility], at seq: Int64) {
        for (id, visibility) in former { tellGone(id, visibility, at: seq) }
    }

    private mutating func tellGone(_ id: Int, _ former: Visibility, at seq: Int64) {
        guard let listener = listeners[id], let new = listener.visibility else { return }
        for topic in listener.subscriptions.keys where !new.permissions.contains(topic.permission) {
            listener.tell(.gone(topic, at: seq))
            listener.subscriptions[topic] = nil
            remove(id, from: topic)
        }
        for place in former.places.subtracting(new.places).sorted(by: { $0.number < $1.number }) {
            for topic in listener.topics(of: place, among: listener.subscriptions.keys) {
                listener.tell(.gone(topic, at: seq))
            }
        }
    }
}
