extension EventKind: RawRepresentable {
    /// The kinds of all areas.
    package static let all = AreaName.allCases.flatMap(\.eventKinds)

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.rawValue, $0) })

    /// - Shape: nil for a kind that only another version knows.
    package init?(rawValue: String) {
        guard let kind = Self.byName[rawValue] else { return nil }
        self = kind
    }

    /// The areas that have events.
    package static let areas = AreaName.allCases.filter { !$0.eventKinds.isEmpty }.map(\.rawValue)

    static let topicNames = Dictionary(
        (all.flatMap { $0.topics.map(\.name) } + [.audit]).map { ($0.text, $0) },
        uniquingKeysWith: { first, _ in first })
}

extension AreaName {
    fileprivate var eventKinds: [EventKind] {
        switch self {
        case .auth: AccountEventKind.kinds
        case .tasks: TaskEventKind.kinds
        case .memory: MemoryEventKind.kinds
        // It tells what happens elsewhere.
        case .live: []
        }
    }
}
