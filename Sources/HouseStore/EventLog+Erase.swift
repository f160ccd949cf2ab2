import AuthStore
import Domain
import SQLite
import Store

extension EventLog {
    /// Looks again until nothing is found: what was there before may have been written anew from it meanwhile.
    private static let rounds = 10
    /// A larger file is not written anew while others wait for the lock, which they do for five seconds.
    ///
    /// - Units: bytes; about two seconds.
    private static let largest = 200_000_000

    /// As `TextErasureRepository.eraseText`.
    func erase(_ text: String, by change: Change) throws(Failure) -> TextErasure {
        try TextErasure.check(text)
        let erased = ErasedText(text)
        try store.read { tx in try Self.refuseNames(erased, tx) }
        var result = TextErasure()
        result.rows = try forgetKeys(erased) + forgetInvitations(erased)
        var isClean = false
        for _ in 0..<Self.rounds where !isClean {
            isClean = true
            var scan = TextScan(erased)
            while let places = try scan.next(store) {
                if isClean { try forgetDigests() }
                isClean = false
                try carryOut(places, erased, change, &result)
            }
        }
        guard isClean else {
            throw Failure(.unavailable, "The text is written again and again; try once more when that has ended.")
        }
        // Also where nothing was found: whatever ended an erasing may have ended it here.
        try compactIndex()
        result.remains = remains()
        return result
    }

    private func remains() -> TextErasure.Remains {
        switch try? store.database.rewrite(most: Self.largest) {
        case .done: .nowhere
        case .onlyWAL: .inWAL
        case .wanted, .failed, nil: .inGaps
        }
    }

    /// - Errors: `.conflict` on `text`: the name of an account or a role is what others are known by, and stays.
    private static func refuseNames(_ erased: ErasedText, _ tx: ReadTransaction) throws {
        let condition = ErasedText.condition(["name"])
        let account = try tx.one(
            SQL(composed: "SELECT id FROM account WHERE \(condition)"), values: erased.values
        ) { try $0[0] as Int64 }
        if let account { throw Failure(.inAccountName(account), field: "text", kind: .conflict) }
        let role = try tx.one(SQL(composed: "SELECT 1 FROM role WHERE \(condition)"), values: erased.values) {
            try $0[0] as Int64
        }
        if role != nil { throw Failure(.inRoleName, field: "text", kind: .conflict) }
    }

    /// Requests that are repeated under such a key are new ones.
    private func forgetKeys(_ erased: ErasedText) throws(Failure) -> Int {
        try store.write { tx in
            try tx.run(
                SQL(composed: "DELETE FROM retry WHERE \(ErasedText.condition(["key"]))"), values: erased.values)
        }
    }

    /// Those that are over may name a role that is gone; all others name one that is there, and were refused.
    private func forgetInvitations(_ erased: ErasedText) throws(Failure) -> Int {
        try store.write { tx in
            try tx.run(
                SQL(composed: "DELETE FROM invitation WHERE \(ErasedText.condition(["role"]))"), values: erased.values)
        }
    }

    /// Overwrites the hashes of what was sent under a key, since they could be guessed by trial. Whoever repeats it is
    /// refused for a day, as after another request under the key, so nothing is carried out twice.
    private func forgetDigests() throws(Failure) {
        let (rows, none) = (2_000, [UInt8](repeating: 0, count: 32))
        while try store.write({ tx in
            try tx.run(
                """
                UPDATE retry SET digest = ?1 WHERE (actor, route, key) IN
                (SELECT actor, route, key FROM retry WHERE digest <> ?1 LIMIT ?2)
                """, none, rows) == rows
        }) {}
    }

    private func carryOut(
        _ places: [TextPlace], _ erased: ErasedText, _ change: Change, _ result: inout TextErasure
    ) throws(Failure) {
        var rest = places[...]
        while !rest.isEmpty {
            let (done, step) = try store.write(work: .max) { [store, rest] tx in
                var erasing = TextErasing(erased, tx)
                let done = try erasing.carryOut(rest)
                try erasing.tell(by: change, key: store.eventKey)
                return (done, erasing.result)
            }
            result += step
            rest = rest.dropFirst(done)
        }
    }

    /// The index forgets words only when its parts are put together, so many pages at a time.
    ///
    /// - Source: https://sqlite.org/fts5.html, section 6.8: a negative number begins with all parts, and one that changes
    ///   fewer than two rows had nothing left to do.
    private func compactIndex() throws(Failure) {
        var pages = -500
        while true {
            let changes = try store.write(work: .max) { [pages] tx in
                let before: Int = try tx.value("SELECT total_changes()") ?? 0
                try tx.run("INSERT INTO taskSearch (taskSearch, rank) VALUES ('merge', ?)", pages)
                return (try tx.value("SELECT total_changes()") ?? 0) - before
            }
            guard changes >= 2 else { return }
            pages = 500
        }
    }
}

extension SQLiteAccountRepository: TextErasureRepository {
    package func eraseText(_ text: String, by change: Change) throws(Failure) -> TextErasure {
        try store.events.erase(text, by: change)
    }
}

extension TextErasure {
    fileprivate static func += (all: inout TextErasure, step: TextErasure) {
        all.events += step.events
        all.rows += step.rows
        guard let first = step.firstEvent, first < all.firstEvent ?? .max else { return }
        (all.firstEvent, all.since) = (first, step.since)
    }
}
