import Domain
import SQLite
import Store

extension Store: SweepRepository {
    package var sweptThings: [SweptThing] { SweepRule.all.map(\.thing) }

    package func sweepable(at now: SweepTime) throws(Failure) -> SweepOutcome {
        try read { tx in
            let ripe = try SweepMark.look(now, tx).ripe
            var outcome = SweepOutcome()
            for rule in SweepRule.all {
                let expired = try ripe.map { try rule.countExpired(at: $0, tx) } ?? 0
                let gone = try expired + (rule.leavings?.count(tx) ?? 0)
                outcome.gone[rule.thing] = gone
                // What was left behind may not have expired.
                outcome.waiting[rule.thing] = try max(0, rule.countExpired(at: now.instant, tx) - gone)
            }
            return outcome
        }
    }

    package func sweep(by caller: Caller, at now: SweepTime) throws(Failure) -> SweepOutcome {
        let ripe = try write { tx in
            let mark = try SweepMark.look(now, tx)
            try mark.keep(tx)
            return mark.ripe
        }
        let change = Change(by: caller, at: now.instant)
        var outcome = SweepOutcome()
        for rule in SweepRule.all {
            if let ripe { outcome.gone[rule.thing] = try release(rule, at: ripe, by: change) }
            if let leavings = rule.leavings { outcome.gone[rule.thing] += try leavings.erase(self, change) }
        }
        for index in AreaName.allCases.flatMap(\.mergedIndices) { try merge(index: index) }
        try read { tx in
            for rule in SweepRule.all { outcome.waiting[rule.thing] = try rule.countExpired(at: now.instant, tx) }
        }
        return outcome
    }

    private func release(_ rule: SweepRule, at instant: Instant, by change: Change) throws(Failure) -> Int {
        let limit = rule.limit(instant)
        return switch rule.release {
        case .removal(let statement): try remove(statement, limit)
        case .erasing(let erase): try erase(self, limit, change)
        }
    }

    /// Rows of one step of a removal.
    private static let rowsOfStep = 2_000

    /// Removes rows in steps, between which others write.
    ///
    /// - Shape: how many.
    private func remove(_ statement: SQL, _ limit: Instant) throws(Failure) -> Int {
        var count = 0
        while true {
            let removed = try write { tx in try tx.run(statement, limit, Self.rowsOfStep) }
            count += removed
            if removed < Self.rowsOfStep { return count }
        }
    }
}

extension SweepRule {
    /// Those of the house and of all areas.
    fileprivate static let all = SweepRule.ofHouse + AreaName.allCases.flatMap(\.sweeps)

    fileprivate func countExpired(at instant: Instant, _ tx: ReadTransaction) throws -> Int {
        try tx.value(count, limit(instant)) ?? 0
    }
}
