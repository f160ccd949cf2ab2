import Domain
import Testing

@Suite("Kinds of events and whoever acts")
struct EventKindTests {
    @Test("no kind belongs to two areas, and each is found by its name")
    func names() {
        #expect(Set(EventKind.all.map(\.rawValue)).count == EventKind.all.count)
        for kind in EventKind.all {
            #expect(EventKind(rawValue: kind.rawValue) == kind)
            let owners = [TaskEventKind(kind)?.kind, AccountEventKind(kind)?.kind, MemoryEventKind(kind)?.kind]
                .compactMap { $0 }
            #expect(owners == [kind] && owners[0].area == kind.area, "\(kind.rawValue)")
        }
        #expect(EventKind(rawValue: "weather_changed") == nil)
        #expect(EventKind.areas == ["auth", "tasks", "memory"])
    }

    @Test("each topic of a kind is one that can be asked for, and is spelled in one way", arguments: EventKind.all)
    func topics(kind: EventKind) {
        for rule in kind.topics {
            switch rule {
            case .whole(let name): #expect(Topic(text: name.text) == Topic(name))
            case .subject(let name), .project(let name), .space(let name):
                #expect(Topic(text: name.text + "/7") == Topic(name, 7))
            }
        }
        #expect(Topic(text: "audit") == .audit && Topic(text: "audit/7") == nil && Topic(text: "projects") == nil)
    }

    @Test("an actor is read as it is written, and one that is not known stays what it is")
    func actors() {
        for actor in [EventActor.account(7), .program, .nobody, .other("program:newer"), .other("account:x")] {
            #expect(EventActor(text: actor.text) == actor)
        }
        #expect(EventActor(text: "account:12") == .account(12) && EventActor(text: "account:12").account == 12)
        #expect(EventActor.program.account == nil)
    }
}
