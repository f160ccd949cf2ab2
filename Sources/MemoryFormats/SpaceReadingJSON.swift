import Domain
import JSON
import MemoryDomain

/// The readings of one account within a minute, as JSON; `docs/api/memory.md` describes the members.
package struct SpaceReadingJSON: JSONWritable {
    private let reading: SpaceReading

    package init(reading: SpaceReading) {
        self.reading = reading
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("account", reading.account.name)
            out.member("at", reading.minute.rfc3339)
            out.member("entries", reading.keys)
            out.member("count", reading.count)
        }
    }
}
