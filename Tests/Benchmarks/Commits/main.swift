import Domain
import Glibc
import SQLite
import Settings
import Store
import TaskDomain
import TaskStore
import Web
import Wiring

// Makes one task for each line of standard input, as a responder does, and says when its transaction had been
// committed: one line with CLOCK_MONOTONIC in nanoseconds. Nobody else can see that moment; the answer comes after it.

func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

let settings = try Settings.load()
var options = CompositionRoot.options(settings)
let ring = options.afterCommit
options.afterCommit = {
    let committed = now()
    ring?()
    let line = Array("\(committed)\n".utf8)
    _ = write(1, line, line.count)
}
let store = try Store.open(settings.database, eventKey: Keys.read(settings).event, options: options)
while readLine() != nil {
    _ = try store.tasks.create(
        try TaskDraft(title: "Water the plants"), by: Change(by: .commandLine, at: Clock.system.now()))
}
store.close()
