import Domain

/// The entries that one account read in a space within one minute.
///
/// - Source: table `memoryReading`, migration 0020.
package struct SpaceReading: Sendable, Equatable {
    package let account: AccountName
    /// The beginning of the minute.
    package let minute: Instant
    /// The keys of the first entries; of those that are erased since nothing is said.
    package let keys: [String]
    /// Entries that it was handed, each as often as it was.
    package let count: Int

    package init(account: AccountName, minute: Instant, keys: [String], count: Int) {
        (self.account, self.minute, self.keys, self.count) = (account, minute, keys, count)
    }
}

package struct SpaceReadingPage: Sendable, Equatable {
    /// The last first.
    package let readings: [SpaceReading]
    /// The place at which the next page begins; nil for the last one.
    package let next: String?

    package init(readings: [SpaceReading], next: String?) {
        (self.readings, self.next) = (readings, next)
    }
}
