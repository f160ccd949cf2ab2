import Domain
import Web

/// One open connection, as the hub knows it: only ever touched under the hub's lock.
final class Listener {
    let connection: any OpenConnection
    let form: LiveForm
    let credential: Credential
    var caller: Caller
    /// When the access token that it was last opened or renewed with ends; nil for a personal access token.
    var endsAt: Instant?
    var isExpiryAnnounced = false
    /// nil until the projects of its account have been read.
    var sight: Sight?
    var subscriptions: [Topic: Subscription] = [:]
    /// Topics whose past is still to be told, the first one first.
    var replays: [Replay] = []
    var isReplaying = false

    init(_ connection: any OpenConnection, _ guest: LiveSession.Guest) {
        self.connection = connection
        (form, credential, caller, endsAt) = (guest.form, guest.credential, guest.caller, guest.endsAt)
    }

    /// A topic that is told as it happens.
    struct Subscription {
        /// Of this topic everything after it has been told.
        let from: Int64
        /// What happens after it is told live.
        let live: Int64
    }

    /// Topics of which everything after a number is told from the log, before they are told live.
    struct Replay {
        var topics: Set<Topic>
        let from: Int64
        var position: Int64
    }

    /// What it is told of an event that has just happened.
    func message(for event: Told) -> LiveMessage? {
        let topics = event.topics.filter { subscriptions[$0].map { $0.live < event.seq } ?? false }
        return message(for: event, under: topics)
    }

    /// What it is told of an event from the log: nothing that it has heard already under another topic.
    func message(for event: Told, in replay: Replay) -> LiveMessage? {
        guard !isTold(event) else { return nil }
        let topics = event.topics.filter(replay.topics.contains)
        if let message = message(for: event, under: topics) { return message }
        // Of what happens now, what is lost is told when rights are read anew.
        return event.event.takesProject(from: caller.accountId) && sight != nil && !topics.isEmpty
            ? event.goneProject : nil
    }

    private func isTold(_ event: Told) -> Bool {
        event.topics.contains { topic in
            guard let subscription = subscriptions[topic], subscription.from < event.seq else { return false }
            return sight?.hears(event.event, under: topic) ?? false
        }
    }

    private func message(for event: Told, under topics: [Topic]) -> LiveMessage? {
        guard let sight, !topics.isEmpty else { return nil }
        if topics.contains(where: { sight.hears(event.event, under: $0) }) { return event.message }
        if let gone = event.goneMessage, sight.loses(event.event) { return gone }
        return nil
    }
}

/// An event on its way to listeners, with what is made of it once for all of them.
final class Told {
    let event: LiveEvent
    let topics: [Topic]
    lazy var message = LiveMessage.event(event)
    /// To whoever saw the task before.
    lazy var goneMessage = event.formerPlace == nil ? nil : event.subject.map { LiveMessage.gone(.task($0), at: seq) }
    lazy var goneProject = event.project.map { LiveMessage.gone(.project($0), at: seq) }

    init(_ event: LiveEvent) {
        self.event = event
        topics = event.topics
    }

    var seq: Int64 { event.seq }
}
