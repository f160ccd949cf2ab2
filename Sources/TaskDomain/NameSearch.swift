import Domain
import Search

/// Things that are found by a name that somebody types. What makes two names one is decided by their keys alone.
package enum NameSearch {
    /// The things that somebody means by a whole name, as `NameTable` says.
    package static func meant<Thing>(by typed: String, among things: [Thing], _ name: (Thing) -> String) -> [Thing] {
        NameTable(things, name).meant(by: typed)
    }

    /// The things whose names somebody may be about to type.
    ///
    /// - Shape: at most `limit`: names that begin so, then names with a word that does, then those that have it as a
    ///   part; in each the order in which they were given. All of them for nothing typed.
    package static func offered<Thing>(
        for typed: String, among things: [Thing], limit: Int, _ name: (Thing) -> String
    ) -> [Thing] {
        let wanted = Array(SearchText.fold(typed.trimmed).utf8)
        var ranked: [[Thing]] = [[], [], []]
        for thing in things {
            guard let rank = rank(of: wanted, in: Array(SearchText.fold(name(thing)).utf8)) else { continue }
            ranked[rank].append(thing)
            if ranked[0].count == limit { break }
        }
        return Array(ranked.joined().prefix(limit))
    }

    /// The names that begin so.
    static func begun(by typed: String, among names: [String], limit: Int) -> [String] {
        let wanted = SearchText.fold(typed)
        return Array(names.lazy.filter { SearchText.fold($0).hasPrefix(wanted) }.prefix(limit))
    }

    /// - Shape: nil where it is no part of the name.
    private static func rank(of wanted: [UInt8], in name: [UInt8]) -> Int? {
        guard wanted.count <= name.count else { return nil }
        guard !name.starts(with: wanted) else { return 0 }
        let places = (1...max(1, name.count - wanted.count)).filter { name[$0...].starts(with: wanted) }
        guard !places.isEmpty else { return nil }
        return places.contains { name[$0 - 1] < 0x80 && !isWordByte(name[$0 - 1]) } ? 1 : 2
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte)
    }
}

/// Things by their names, for several names to be looked up among them.
package struct NameTable<Thing> {
    private var exact: [String: [Thing]] = [:]
    private var folded: [String: [Thing]] = [:]

    package init(_ things: [Thing], _ name: (Thing) -> String) {
        for thing in things {
            let name = name(thing)
            exact[LabelRules.key(of: name), default: []].append(thing)
            folded[SearchText.fold(name), default: []].append(thing)
        }
    }

    /// - Shape: those of the very name, in upper and lower case alike; where there is none, those that the search's
    ///   folding makes one with it: `cafe` is *Café* until there is another *cafe*.
    package func meant(by typed: String) -> [Thing] { meant(by: typed) { $0 } }

    /// The same among those that `counted` leaves.
    package func meant(by typed: String, counted: ([Thing]) throws -> [Thing]) rethrows -> [Thing] {
        let same = try counted(exact[LabelRules.key(of: typed.trimmed)] ?? [])
        guard same.isEmpty else { return same }
        let folded = SearchText.fold(typed.trimmed)
        return folded.isEmpty ? [] : try counted(self.folded[folded] ?? [])
    }
}
