import Domain
import MemoryDomain
import MemoryStore
import Testing
import TestingElwosa

/// Lists page by page, held against all entries filtered one by one.
@Suite("Lists of entries")
struct EntryListTests {
    private func read(_ house: MemoryHouse, _ query: EntryQuery) throws -> [String] {
        var (query, keys) = (query, [String]())
        repeat {
            let page = try house.memory.entries(of: house.space, query, at: house.now, for: Person.ada.caller)
            keys += page.entries.map(\.key)
            query.after = page.next
        } while query.after != nil
        return keys
    }

    @Test("have what a filter means, once and in their order, however it is cut into pages", arguments: 1...3)
    func filtered(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let house = try MemoryHouse()
        var entries: [String: (tags: Set<String>, change: Int)] = [:]
        for number in 1...150 {
            let key = ["note", "log"].randomElement(using: &random)! + String(Int.random(in: 1...60, using: &random))
            let tags = ["a", "b", "c"].filter { _ in Bool.random(using: &random) }
            var fields = EntryFields(content: .text("text \(number)"))
            fields.tags = tags
            _ = try house.memory.putEntry(.named(key), EntryDraft(fields), of: house.space, by: house.change())
            entries[key] = (Set(tags), number)
        }
        for tags in [[], ["a"], ["a", "b"], ["c", "none"]] {
            for prefix in [nil, "note", "log1"] {
                let meant = entries.filter { key, entry in
                    entry.tags.isSuperset(of: tags) && key.hasPrefix(prefix ?? "")
                }
                for order in EntryQuery.Sorting.allCases {
                    var query = EntryQuery()
                    (query.filter.tags, query.filter.prefix) = (tags, prefix)
                    (query.order, query.limit) = (order, Int.random(in: 1...30, using: &random))
                    let expected: [String] =
                        switch order {
                        case .newest: meant.sorted { $0.value.change > $1.value.change }.map(\.key)
                        case .key: meant.keys.sorted()
                        case .lastKey: meant.keys.sorted(by: >)
                        }
                    #expect(try read(house, query) == expected, "\(tags) \(prefix ?? "") \(order)")
                }
                var filter = EntryFilter()
                (filter.tags, filter.prefix) = (tags, prefix)
                #expect(
                    try house.memory.countEntries(of: house.space, filter, at: house.now, for: Person.ada.caller)
                        == meant.count)
            }
        }
    }

    @Test("an entry that is added to a thousand times, once a second, takes the last addition as it took the first")
    func additions() throws {
        let house = try MemoryHouse()
        try house.put("0", from: nil, until: nil)
        for number in 1...1_200 {
            house.now = house.now.adding(seconds: 1)
            _ = try house.memory.appendEntry(MemoryHouse.key, " \(number)", of: house.space, by: house.change())
        }
        let entry = try house.memory.entry(
            MemoryHouse.key, of: house.space, .now, at: house.now, for: Person.ada.caller)
        #expect(entry.version == 1_201 && entry.fields.content.stored.hasSuffix(" 1199 1200"))
    }
}
