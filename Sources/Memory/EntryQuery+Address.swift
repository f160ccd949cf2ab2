import Domain
import MemoryDomain

/// The query of an address that asks for the same entries.
extension EntryFilter {
    var pairs: [(String, String)] {
        EntryKind.allCases.filter(kinds.contains).map { ("kind", $0.rawValue) } + tags.map { ("tag", $0) }
            + [("prefix", prefix), ("source", source), ("speaker", speaker)].compactMap { name, value in
                value.map { (name, $0) }
            }
    }
}

extension EntryQuery {
    /// - Shape: without where the page begins.
    var pairs: [(String, String)] {
        let others: [(String, String?)] = [
            ("validAt", time.validAt?.rfc3339), ("knownAt", time.knownAt?.rfc3339),
            ("order", order == .newest ? nil : order.rawValue), ("limit", limit == Self.usual ? nil : String(limit)),
        ]
        return filter.pairs + others.compactMap { name, value in value.map { (name, $0) } }
    }
}
