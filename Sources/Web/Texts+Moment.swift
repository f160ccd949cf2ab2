import Calendar
import Domain
import HTML
import Texts

/// Moments on pages: in words for people, with the exact instant for programs and for whoever points at it.
extension Texts {
    /// - Shape: `words` stand in the page; `datetime` has the instant, `title` the day and the second of it.
    package func moment(_ instant: Instant, as words: String) -> HTML {
        "<time datetime=\"\(instant.rfc3339)\" title=\"\(exactTime(instant))\">\(words)</time>"
    }

    /// - Shape: `sentence` says more than the moment, and stays whole on paper.
    package func moment(_ instant: Instant, in sentence: String) -> HTML {
        "<time class=\"sentence\" datetime=\"\(instant.rfc3339)\" title=\"\(exactTime(instant))\">\(sentence)</time>"
    }

    /// The time since then: `vor 4 Min.`
    package func moment(_ instant: Instant, now: Instant) -> HTML { moment(instant, as: ago(instant, now: now)) }
}
