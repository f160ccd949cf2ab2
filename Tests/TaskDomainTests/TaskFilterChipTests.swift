import Domain
import TaskDomain
import Testing

struct TaskFilterChipTests {
    let filter = try! TaskFilter(parsing: "is:open label:bug milk sort:due")
    let bug = TaskCondition.term(.label([.value("bug")]))
    let high = TaskCondition.term(.priority([.high]))

    @Test("a chip's link has one term more, at the end, or one less")
    func toggled() {
        #expect(filter.contains(bug) && !filter.contains(high) && !filter.contains(.not(bug)))
        #expect(filter.toggling(bug).text == "is:open milk sort:due")
        #expect(filter.toggling(high).text == "is:open label:bug milk priority:high sort:due")
        #expect(filter.toggling(high).toggling(high) == filter && filter.toggling(bug).toggling(bug).contains(bug))
    }

    @Test("adding what is there and removing what is not change nothing")
    func unchanged() {
        #expect(filter.adding(bug) == filter && filter.removing(high) == filter)
    }

    @Test("a condition within parentheses is no chip")
    func nested() throws {
        let filter = try TaskFilter(parsing: "(label:bug or label:docs) -label:bug")
        #expect(!filter.contains(bug) && filter.removing(bug) == filter)
        #expect(filter.conjuncts.map { $0.text(in: .english) } == ["(label:bug or label:docs)", "-label:bug"])
    }

    @Test("several conditions side by side are one for a chip")
    func joined() {
        let both = TaskCondition.all([bug, high])
        #expect(!filter.contains(both) && filter.adding(both).contains(both))
        #expect(filter.toggling(both).toggling(both).text == "is:open milk sort:due")
    }

    @Test("a column's link replaces the order and nothing else")
    func sorted() {
        #expect(filter.sorted(by: [TaskSort(.title, descending: true)]).text == "is:open label:bug milk sort:-title")
        #expect(filter.sorted(by: []).text == "is:open label:bug milk")
    }
}
