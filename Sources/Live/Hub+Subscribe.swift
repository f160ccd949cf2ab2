import AuthDomain
import Domain
import Synchronization
import Web

extension Hub {
    /// Lets a listener hear of topics: from the log on after `after`, or from now on.
    ///
    /// Waits for the database; not to be called where connections are spoken on.
    ///
    /// - Shape: the number of the newest event that has been told to anybody: without `after`, everything after it is
    ///   told.
    func subscribe(_ id: Int, to topics: [Topic], after: Int64?) throws(RPCError) -> Int64 {
        if let after { try refuseFuture(after) }
        try visibility(of: id)
        let head = try subscribe(id, to: topics, after)
        if after != nil { replay(id) }
        return head
    }

    private func subscribe(_ id: Int, to topics: [Topic], _ after: Int64?) throws(RPCError) -> Int64 {
        for isLast in [false, false, true] {
            let asked = head
            let audiences = try admit(id, to: topics)
            let outcome = state.withLock { state -> Result<Int64, RPCError>? in
                // A task may have moved since it was asked where it is, and nobody would say so again.
                guard isLast || audiences.isEmpty || state.head == asked else { return nil }
                return Self.subscribe(id, to: topics, audiences, after: after, &state, limits)
            }
            if let outcome { return try outcome.get() }
        }
        throw .internalFault
    }

    private static func subscribe(
        _ id: Int, to topics: [Topic], _ audiences: [Int64: LiveEvent.Audience], after: Int64?, _ state: inout State,
        _ limits: LiveLimits
    ) -> Result<Int64, RPCError> {
        guard let listener = state.listeners[id] else { return .success(state.head) }
        let waiting = listener.replays.flatMap(\.topics)
        guard Set(listener.subscriptions.keys).union(waiting).union(topics).count <= limits.topics else {
            return .failure(.tooMany("topics", limits.topics))
        }
        if let after {
            guard listener.replays.count < limits.replays else { return .failure(.tooMany("replays", limits.replays)) }
            listener.audiences.merge(audiences) { $1 }
            listener.replays.append(.init(topics: Set(topics), from: after, position: after, asked: state.head))
        } else {
            listener.audiences.merge(audiences) { $1 }
            for topic in topics where listener.subscriptions[topic] == nil {
                state.begin(id, topic, .init(from: state.head, live: state.head))
            }
        }
        return .success(state.head)
    }

    /// After a backup has been brought back the log may be shorter than what a client has heard: to it that must not look
    /// as if nothing happened any more.
    private func refuseFuture(_ after: Int64) throws(RPCError) {
        // Not the hub's own number: pages are drawn from the log, which may be ahead of it.
        guard after > head else { return }
        let newest = try orFault { () throws(Failure) in try repository.newestEvent() }
        guard after <= newest else { throw .future(newest) }
    }

    func unsubscribe(_ id: Int, from topics: [Topic]) {
        state.withLock { state in
            for topic in topics {
                state.remove(id, from: topic)
                guard let listener = state.listeners[id] else { continue }
                listener.subscriptions[topic] = nil
                if topic.name == .tasks, let task = topic.id { listener.audiences[task] = nil }
                for place in listener.replays.indices { listener.replays[place].topics.remove(topic) }
            }
        }
    }

    /// The caller of a connection as it stands now.
    ///
    /// - Shape: nil once its session or token has ended, or it owes a second factor.
    func caller(of id: Int, at now: Instant) throws(Failure) -> Caller? {
        guard let credential = state.withLock({ $0.listeners[id]?.credential }) else { return nil }
        let caller = try repository.callers(by: [credential], at: now)[credential]
        return caller.flatMap { demand.isOwed(by: $0) ? nil : $0 }
    }

    /// - Shape: who sees the tasks that are asked for by their numbers.
    private func admit(_ id: Int, to topics: [Topic]) throws(RPCError) -> [Int64: LiveEvent.Audience] {
        guard let visibility = state.withLock({ $0.listeners[id]?.visibility }) else { return [:] }
        let audiences = try orFault { () throws(Failure) in try repository.audiences(of: topics) }
        switch visibility.refusal(of: topics, audiences) {
        case .forbidden(let topic): throw .forbidden(topic)
        case .unknown(let topic): throw .unknown(topic)
        case nil: return audiences
        }
    }

    /// Reads what a listener may hear of, unless it is known: since its handshake that may be less.
    private func visibility(of id: Int) throws(RPCError) {
        while true {
            let known = state.withLock { state in
                state.listeners[id].map { (credential: $0.credential, visibility: $0.visibility, rights: state.rights) }
            }
            guard let known, known.visibility == nil else { return }
            let found = try orFault { () throws(Failure) in try self.visibility(of: known.credential) }
            let isCurrent = state.withLock { state in
                // Rights that were read anew in the meantime may be newer than these.
                guard state.rights == known.rights, let listener = state.listeners[id] else { return false }
                if let found { (listener.caller, listener.visibility) = found }
                return true
            }
            guard isCurrent else { continue }
            if found == nil {
                state.withLock { $0.listeners[id]?.connection.close(.noLongerSignedIn) ?? () }
                throw .token
            }
            return
        }
    }

    private func visibility(of credential: Credential) throws(Failure) -> (Caller, Visibility?)? {
        try repository.sharingSnapshot { () throws(Failure) in
            guard let caller = try repository.callers(by: [credential], at: clock.now())[credential],
                let account = caller.accountId, !demand.isOwed(by: caller)
            else { return nil }
            let places = try repository.places(of: [credential: caller])[credential] ?? []
            return (caller, Visibility(account: account, permissions: caller.permissions, places: places))
        }
    }

    private func orFault<Value>(_ body: () throws(Failure) -> Value) throws(RPCError) -> Value {
        do {
            return try body()
        } catch {
            throw .internalFault
        }
    }

    // MARK: - The past

    /// Goes on telling a listener what it has missed, if anybody is not doing so already.
    func replay(_ id: Int) {
        let isOurs = state.withLock { state in
            guard let listener = state.listeners[id], !listener.replays.isEmpty, !listener.isReplaying else {
                return false
            }
            listener.isReplaying = true
            return true
        }
        if isOurs { work { self.replayOn(id) } }
    }

    /// One batch, and then behind whoever else waits for a thread: a log is long.
    private func replayOn(_ id: Int) {
        guard let position = state.withLock({ $0.nextPosition(of: id) }) else { return }
        guard let events = try? repository.events(after: position, limit: limits.batch) else {
            // The client comes back, and by then the database may as well.
            return state.withLock { $0.listeners[id]?.connection.close(.restart) ?? () }
        }
        state.withLock { $0.tell(events, to: id) }
        work { self.replayOn(id) }
    }
}

extension Hub.State {
    /// Where the first replay of a listener goes on; nil, and nobody replays any more, where there is none or the
    /// client has to take in what it was told.
    fileprivate mutating func nextPosition(of id: Int) -> Int64? {
        guard let listener = listeners[id] else { return nil }
        while let replay = listener.replays.first, replay.topics.isEmpty { listener.replays.removeFirst() }
        guard let replay = listener.replays.first, !listener.connection.isCongested else {
            listener.isReplaying = false
            return nil
        }
        return replay.position
    }

    /// Tells a part of the log; where nothing follows that has not been told live, the topics go on live.
    fileprivate mutating func tell(_ events: [LiveEvent], to id: Int) {
        guard let listener = listeners[id], let replay = listener.replays.first else { return }
        // The log may be ahead of what has been told live, which then comes live to these topics too.
        let past = events.prefix { $0.seq <= head }
        for event in past {
            listener.hear(OutgoingEvent(event), in: replay)
        }
        let reached = past.count < events.count ? max(head, replay.position) : past.last?.seq ?? replay.position
        guard reached >= head else {
            listener.replays[0].position = reached
            return
        }
        listener.replays.removeFirst()
        for topic in replay.topics {
            let known = listener.subscriptions[topic]
            let from = min(replay.from, known?.from ?? replay.from)
            // What is live already stays so from where it was.
            begin(id, topic, .init(from: from, live: known?.live ?? reached))
        }
    }

    /// Makes a topic live, or tells that it is gone where it has left the listener's sight since it was asked for.
    fileprivate mutating func begin(_ id: Int, _ topic: Topic, _ subscription: Listener.Subscription) {
        guard let listener = listeners[id] else { return }
        if listener.visibility?.refusal(of: [topic], listener.audiences) != nil {
            return listener.tell(.gone(topic, at: head))
        }
        add(id, to: topic, subscription)
    }
}
