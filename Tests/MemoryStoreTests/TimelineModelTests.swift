import Domain
import HouseStore
import JSON
import MemoryDomain
import MemoryStore
import Store
import Testing
import TestingElwosa

/// The two times of an entry, held against a model that keeps, for each version, what is true on each day.
@Suite("The two times of an entry")
struct TimelineModelTests {
    @Test("are as a table of days says, after any changes, for any moment and as of any moment", arguments: 1...20)
    func model(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let house = try MemoryHouse()
        var model = DayModel()
        for step in 1...Int.random(in: 5...25, using: &random) {
            house.now = house.now.adding(days: Int.random(in: 0...2, using: &random))
            try change(house, &model, "text \(step)", &random)
            try compare(house, model, step)
        }
        #expect(try house.rebuildDifferences() == [])
    }

    private func change(
        _ house: MemoryHouse, _ model: inout DayModel, _ text: String, _ random: inout SeededRandom
    ) throws {
        let (day, isThere) = (house.day, model.newest != nil)
        let from = Bool.random(using: &random) ? Int.random(in: 0..<DayModel.days, using: &random) : nil
        let until = Bool.random(using: &random) ? Int.random(in: 1...DayModel.days, using: &random) : nil
        switch Int.random(in: 0..<10, using: &random) {
        case 0...3:
            let begins = from ?? day
            guard until.map({ begins < $0 }) ?? true else { return }
            try house.put(text, from: from, until: until)
            model.put(text, from: begins, until: until ?? DayModel.days, at: day)
        case 4...5 where isThere: try patch(house, &model, text, from, until)
        case 6 where isThere: try patch(house, &model, nil, from, until)
        case 7 where isThere:
            try house.delete()
            model.delete(at: day)
        case 8...9 where model.versions.count > 1:
            let number = Int.random(in: 1..<model.versions.count, using: &random)
            guard model.versions[number - 1].newest != nil else { return }
            try house.restore(number)
            model.restore(number, at: day)
        default: break
        }
    }

    private func patch(
        _ house: MemoryHouse, _ model: inout DayModel, _ text: String?, _ from: Int?, _ until: Int?
    ) throws {
        guard let range = model.patched(text, from: from, until: until, at: house.day) else { return }
        guard range.from < range.until else {
            #expect(throws: Failure.self) { try house.patch(text, from: from, until: until) }
            return
        }
        try house.patch(text, from: from, until: until)
        model.patch(text, from: from, until: until, at: house.day)
    }

    /// Every pair of some days, as true then and as known then.
    private func compare(_ house: MemoryHouse, _ model: DayModel, _ step: Int) throws {
        for known in [nil] + stride(from: 0, to: house.day + 1, by: 3).map(Optional.some) {
            for valid in [nil] + stride(from: 0, to: DayModel.days, by: 3).map(Optional.some) {
                let expected = model.text(validOn: valid, knownOn: known, today: house.day)
                let found = try house.text(validOn: valid, knownOn: known)
                #expect(found == expected, "step \(step), valid \(valid ?? -1), known \(known ?? -1)")
            }
        }
    }
}

/// What is true of one entry on each day, as of each of its versions.
struct DayModel {
    static let days = 60

    struct Cell: Equatable {
        let version: Int
        let text: String
    }

    struct Version {
        let day: Int
        var cells: [Cell?]
        /// What was written last, and for which days; nil where the entry was deleted.
        var newest: (text: String, from: Int, until: Int)?
    }

    private(set) var versions: [Version] = []

    var newest: (text: String, from: Int, until: Int)? { versions.last?.newest }

    private var cells: [Cell?] { versions.last?.cells ?? [Cell?](repeating: nil, count: Self.days) }

    mutating func put(_ text: String, from: Int, until: Int, at day: Int) {
        var cells = newest == nil ? [Cell?](repeating: nil, count: Self.days) : cells
        for place in from..<until { cells[place] = Cell(version: versions.count + 1, text: text) }
        versions.append(Version(day: day, cells: cells, newest: (text, from, until)))
    }

    mutating func delete(at day: Int) {
        versions.append(Version(day: day, cells: [Cell?](repeating: nil, count: Self.days), newest: nil))
    }

    mutating func restore(_ number: Int, at day: Int) {
        guard number < versions.count else { return }
        let old = versions[number - 1]
        versions.append(Version(day: day, cells: old.cells, newest: old.newest))
    }

    /// The days for which what is shown today is true.
    private func shown(at day: Int) -> (text: String, from: Int, until: Int)? {
        guard let newest else { return nil }
        guard let cell = cells[day] else { return newest }
        var (from, until) = (day, day + 1)
        while from > 0, cells[from - 1] == cell { from -= 1 }
        while until < Self.days, cells[until] == cell { until += 1 }
        return (cell.text, from, until)
    }

    /// The days for which the patched text will be true.
    func patched(_ text: String?, from: Int?, until: Int?, at day: Int) -> (from: Int, until: Int)? {
        shown(at: day).map { shown in
            let begins = text != nil && cells[day] != nil ? day : shown.from
            return (from ?? begins, until ?? shown.until)
        }
    }

    mutating func patch(_ text: String?, from: Int?, until: Int?, at day: Int) {
        guard let shown = shown(at: day), let range = patched(text, from: from, until: until, at: day) else { return }
        var cells = cells
        // The same text is moved as a whole; another one takes its place from where it begins.
        let cleared = text == nil ? shown.from..<shown.until : min(range.until, shown.until)..<shown.until
        for place in cleared { cells[place] = nil }
        let new = text ?? shown.text
        for place in range.from..<range.until { cells[place] = Cell(version: versions.count + 1, text: new) }
        versions.append(Version(day: day, cells: cells, newest: (new, range.from, range.until)))
    }

    /// - Shape: nil where nothing is true then, or nothing is known.
    func text(validOn valid: Int?, knownOn known: Int?, today: Int) -> String? {
        guard let version = versions.last(where: { $0.day <= known ?? today }), let newest = version.newest else {
            return nil
        }
        if let valid { return version.cells[valid]?.text }
        return version.cells[known ?? today]?.text ?? newest.text
    }
}
