import Domain
import TaskDomain
import Testing
import TestingElwosa

struct TaskFilterPropertyTests {
    @Test("any tree is written as a text that is read as the same tree, unless a limit says no")
    func trees() throws {
        var generator = RandomFilter(seed: 22)
        var refused = 0
        for _ in 0..<5_000 {
            let filter = generator.filter()
            do {
                let again = try TaskFilter(parsing: filter.text)
                try #require(again == filter, "\(filter.text)")
                try #require(again.text == filter.text)
            } catch let error as QueryError {
                try #require(Self.isLimit(error.rule), "\(filter.text): \(error)")
                refused += 1
            }
        }
        #expect(refused < 100)
    }

    @Test(
        "any tree is written in any language as a text that is read as the same tree", arguments: QueryLanguage.allCases
    )
    func languages(language: QueryLanguage) throws {
        var generator = RandomFilter(seed: 25)
        for _ in 0..<5_000 {
            let filter = generator.filter()
            guard let again = try? TaskFilter(parsing: filter.text) else { continue }
            let text = filter.text(in: language)
            try #require(text.utf8.count <= TaskFilter.byteLimit)
            try #require(try TaskFilter(parsing: text) == again, "\(text)")
        }
    }

    private static func isLimit(_ rule: QueryRule) -> Bool {
        switch rule {
        case .tooLong, .tooManyTerms, .tooDeep: true
        default: false
        }
    }

    @Test("any words of the grammar are a filter that is read back, or an error with a place in the text")
    func words() throws {
        var generator = RandomFilter(seed: 23)
        var read = 0
        for _ in 0..<10_000 { read += try Self.check(generator.soup(0...12, RandomFilter.words)) }
        #expect((500..<9_500).contains(read))
    }

    @Test("any signs and bytes are a filter that is read back, or an error with a place in the text")
    func bytes() throws {
        var generator = RandomFilter(seed: 24)
        for count in 0..<5_000 {
            _ = try Self.check(generator.soup(0...20, RandomFilter.signs))
            _ = try Self.check(String(decoding: generator.random.bytes(count % 60), as: UTF8.self))
        }
    }

    /// - Shape: 1 for a filter, 0 for an error.
    private static func check(_ text: String) throws -> Int {
        do {
            let filter = try TaskFilter(parsing: text)
            for language in QueryLanguage.allCases {
                try #require(try TaskFilter(parsing: filter.text(in: language)) == filter, "\(text)")
            }
            return 1
        } catch let error as QueryError {
            let bytes = Array(text.utf8)[error.bytes]
            try #require(error.range.lowerBound >= 0 && error.range.upperBound <= text.count + 1, "\(text): \(error)")
            try #require(Array(error.word.utf8).elementsEqual(bytes) || error.word.unicodeScalars.count == 100)
            return 0
        }
    }

    @Test("a condition that is added is there, and one that is removed is gone")
    func chips() throws {
        var generator = RandomFilter(seed: 25)
        for _ in 0..<5_000 {
            let filter = generator.filter()
            for condition in generator.filter().conjuncts {
                try #require(filter.adding(condition).contains(condition))
                try #require(!filter.removing(condition).contains(condition))
                try #require(filter.toggling(condition).contains(condition) != filter.contains(condition))
            }
        }
    }
}
