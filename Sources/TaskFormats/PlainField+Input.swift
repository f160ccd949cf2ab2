import Calendar
import Domain
import Input
import TaskDomain

/// The plain fields as JSON and forms send them, each by its kind.
extension PlainField {
    /// - Shape: nil where it was not sent; `.some(nil)` empties the field.
    func read(_ fields: inout Fields, in zone: Zone) throws(Failure) -> PlainValue?? {
        switch kind {
        case .time:
            guard let time = try time(&fields, zone) else { return nil }
            return .some(time.map(PlainValue.time))
        case .minutes:
            guard let sent = try duration(&fields) else { return nil }
            return .some(try minutes(sent))
        case .line:
            guard let text = try fields.textOrNull(name) else { return nil }
            return .some(try line(text))
        }
    }

    /// A day or a moment; in a form a day, beside it in `…Time` what the clock shows then, and in `…Kept` the whole of
    /// it where the clock shows less.
    private func time(_ fields: inout Fields, _ zone: Zone) throws(Failure) -> TaskTime?? {
        let time = try fields.timeOrNull(name)
        guard fields.isForm else { return time }
        let clock = try fields.text(name + "Time") ?? ""
        let kept = try fields.text(name + "Kept").flatMap { TaskTime(text: $0) }
        if clock.isEmpty { return time }
        guard case .some(.some(.date(let day))) = time,
            let moment = FormTime.time(day, clock: clock, kept: kept, in: zone)
        else {
            throw Failure(.time, field: name)
        }
        return .some(moment)
    }

    /// Minutes; in a form also `2h` or `1h 30m`.
    private func duration(_ fields: inout Fields) throws(Failure) -> Int64?? {
        guard fields.isForm else { return try fields.integerOrNull(name) }
        guard let text = try fields.text(name) else { return nil }
        if text.allSatisfy(\.isWhitespace) { return .some(nil) }
        guard let minutes = Estimate.minutes(text) else {
            throw Failure(.type("a duration such as 90, 2h or 1h 30m"), field: name)
        }
        return .some(minutes)
    }
}

/// The same in a line of ELWOSA's own format.
extension PlainField {
    func read(_ line: ImportLine) throws(Failure) -> PlainValue? {
        switch kind {
        case .time: try line.time(name).map(PlainValue.time)
        case .minutes: try minutes(line.integer(name))
        case .line: try self.line(line.text(name))
        }
    }
}
