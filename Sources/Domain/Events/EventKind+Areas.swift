extension EventKind: RawRepresentable {
    /// The kinds of all areas.
    public static let all = AccountEventKind.kinds + TaskEventKind.kinds

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.rawValue, $0) })

    /// - Shape: nil for a kind that only another version knows.
    public init?(rawValue: String) {
        guard let kind = Self.byName[rawValue] else { return nil }
        self = kind
    }

    /// The areas that have events, in their order.
    public static let areas = all.map(\.area).reduce(into: [String]()) { areas, area in
        if areas.last != area { areas.append(area) }
    }

    static let topicNames = Dictionary(
        (all.flatMap { $0.topics.map(\.name) } + [.audit]).map { ($0.text, $0) },
        uniquingKeysWith: { first, _ in first })
}
