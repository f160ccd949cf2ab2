/// Why there is no time zone of a name, in a sentence for the operator.
package enum ZoneError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not written as the IANA database writes names: `Europe/Berlin`.
    case malformedName
    /// No file of that name.
    case unknown
    /// There are no time zones on this machine but UTC.
    case noData(directory: String)
    /// The file is there and cannot be used.
    case damaged(path: String, TimeZoneFileError)

    package var description: String {
        switch self {
        case .malformedName: "A time zone is written like Europe/Berlin."
        case .unknown: "There is no time zone of that name."
        case .noData(let directory): "There are no time zones in \(directory); install the package tzdata."
        case .damaged(let path, let error): "The time zone \(path) cannot be used: \(error.description)."
        }
    }
}

/// The fault of a TZif file.
package enum TimeZoneFileError: Error, Equatable, Sendable, CustomStringConvertible {
    case unreadable
    /// It does not begin with `TZif`, or with a version that is not 1 to 4.
    case notTimeZoneFile
    /// It ends before what its counts announce.
    case truncated
    /// Counts that no file can have, such as none of the kinds of local time.
    case counts
    /// Transitions that do not ascend, or that name a kind of local time that is not there.
    case transitions
    /// An offset of more than a day and two hours, or a name that is not there.
    case localTime
    /// It counts leap seconds, which our instants do not: a file of `right/`.
    case leapSeconds
    /// The rule for the time after the last transition cannot be read, or something follows it.
    case footer

    package var description: String {
        switch self {
        case .unreadable: "it cannot be read"
        case .notTimeZoneFile: "it is no TZif file of version 1 to 4"
        case .truncated: "it ends too early"
        case .counts: "its counts are wrong"
        case .transitions: "its transitions are out of order"
        case .localTime: "it has an impossible local time"
        case .leapSeconds: "it counts leap seconds"
        case .footer: "the rule at its end cannot be read"
        }
    }
}
