import Domain
import Web

/// One open connection, as the hub knows it: only ever touched under the hub's lock.
final class Listener {
    let connection: any OpenConnection
    let form: LiveForm
    let life: Life
    let credential: Credential
    var caller: Caller
    /// When the access token that it was last opened or renewed with ends; nil for a personal access token.
    var endsAt: Instant?
    var isExpiryAnnounced = false
    /// nil until the projects of its account have been read.
    var visibility: Visibility?
    var subscriptions: [Topic: Subscription] = [:]
    /// The accounts that see the tasks which it asked for by their numbers.
    var audiences: [Int64: LiveEvent.Audience] = [:]
    /// Topics whose past is still to be told, the first one first.
    var replays: [Replay] = []
    var isReplaying = false

    init(_ connection: any OpenConnection, _ guest: LiveSession.Guest, _ life: Life) {
        (self.connection, self.life) = (connection, life)
        (form, credential, caller, endsAt) = (guest.form, guest.credential, guest.caller, guest.endsAt)
    }

    /// A topic that is told as it happens.
    struct Subscription {
        /// The number after which everything under this topic has been told.
        let from: Int64
        /// The number after which events are told live.
        let live: Int64
    }

    /// Topics of which everything after a number is told from the log, before they are told live.
    struct Replay {
        var topics: Set<Topic>
        let from: Int64
        var position: Int64
        /// Where tasks were is known up to here: what was said of that before is older.
        let asked: Int64
    }

    /// Is told of an event that has just happened. `former` is what it saw before, where that was something else.
    func hear(_ event: OutgoingEvent, former: Visibility?) {
        let topics = event.topics.filter { subscriptions[$0].map { $0.live < event.seq } ?? false }
        note(event)
        if let message = message(for: event, under: topics) { return tell(message) }
        // Else that is told once all of the batch has been.
        guard let project = event.event.project, former?.places.contains(.project(project)) != true else { return }
        hearLoss(event, among: subscriptions.keys)
    }

    /// Is told of an event from the log: nothing that it has heard already under another topic.
    func hear(_ event: OutgoingEvent, in replay: Replay) {
        if event.seq > replay.asked { note(event) }
        guard !isTold(event) else { return }
        let topics = event.topics.filter(replay.topics.contains)
        if let message = message(for: event, under: topics) { return tell(message) }
        hearLoss(event, among: replay.topics)
    }

    /// Is told what an event takes away with a project.
    private func hearLoss(_ event: OutgoingEvent, among topics: some Sequence<Topic>) {
        guard visibility != nil, let project = event.event.project, event.event.takesProject(from: caller.accountId)
        else {
            return
        }
        for topic in self.topics(of: .project(project), among: topics) { tell(.gone(topic, at: event.seq)) }
    }

    /// The topics gone with a place: a project, for whoever listens to it or to everything, and the tasks there
    /// that were asked for by their numbers.
    func topics(of place: Place, among topics: some Sequence<Topic>) -> [Topic] {
        var gone: Set<Topic> = []
        for topic in topics {
            switch (topic.name, topic.id) {
            case (.tasks, nil): if let project = place.project { gone.insert(.project(project)) }
            case (.projects, let id?) where place == .project(id): gone.insert(topic)
            case (.memory, let id?) where place == .space(id): gone.insert(topic)
            case (.tasks, let id?) where audiences[id]?.place == place: gone.insert(topic)
            default: break
            }
        }
        return gone.sorted { $0.text < $1.text }
    }

    private func note(_ event: OutgoingEvent) {
        guard event.event.kind.subject == .task, let task = event.event.subject, audiences[task] != nil else { return }
        audiences[task] = event.event.audience
    }

    private func isTold(_ event: OutgoingEvent) -> Bool {
        event.topics.contains { topic in
            guard let subscription = subscriptions[topic], subscription.from < event.seq else { return false }
            return visibility?.hears(event.event, under: topic) ?? false
        }
    }

    /// Told as it happens, or its past is being told first.
    private func isAskedFor(_ topic: Topic) -> Bool {
        subscriptions[topic] != nil || replays.contains { $0.topics.contains(topic) }
    }

    private func message(for event: OutgoingEvent, under topics: [Topic]) -> LiveMessage? {
        guard let visibility, !topics.isEmpty else { return nil }
        if topics.contains(where: { visibility.hears(event.event, under: $0) }) {
            return event.message(
                under: event.topics.filter { isAskedFor($0) && visibility.hears(event.event, under: $0) })
        }
        if let gone = event.goneMessage, visibility.loses(event.event) { return gone }
        return nil
    }
}
