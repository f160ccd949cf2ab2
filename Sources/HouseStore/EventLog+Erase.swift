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
        try store.read { tx in for texts in ErasableTexts.all { try texts.refuse(erased, tx) } }
        var result = TextErasure()
        for column in ErasableTexts.all.flatMap(\.fleeting) {
            result.rows += try forgetRows(of: column.table, column.column, erased)
        }
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
        for texts in ErasableTexts.all { try texts.compact(store) }
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

    private func forgetRows(of table: String, _ column: String, _ erased: ErasedText) throws(Failure) -> Int {
        try store.write { tx in
            try tx.run(
                SQL(composed: "DELETE FROM \(table) WHERE \(ErasedText.condition([column]))"), values: erased.values)
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
