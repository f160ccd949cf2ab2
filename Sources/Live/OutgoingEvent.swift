import Domain

/// An event on its way to listeners, with what is made of it once for all of them.
final class OutgoingEvent {
    let event: LiveEvent
    let topics: [Topic]
    private var messages: [[Topic]: LiveMessage] = [:]
    /// To whoever saw the task before.
    lazy var goneMessage =
        event.formerAudience == nil ? nil : event.subject.map { LiveMessage.gone(.task($0), at: seq) }

    init(_ event: LiveEvent) {
        self.event = event
        topics = event.topics
    }

    var seq: Int64 { event.seq }

    /// The message for those who listen to these of its topics and hear it there: it tells it under each of them.
    func message(under topics: [Topic]) -> LiveMessage {
        if let message = messages[topics] { return message }
        let message = LiveMessage.event(event, under: topics)
        messages[topics] = message
        return message
    }
}
