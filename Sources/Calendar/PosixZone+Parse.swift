extension PosixZone {
    /// Reads `CET-1CEST,M3.5.0,M10.5.0/3`.
    ///
    /// - Errors: nil for anything else, and for a second offset without its rules, of which POSIX does not say when
    ///   they hold.
    init?(_ text: ArraySlice<UInt8>) {
        var reader = PosixReader(text)
        guard reader.name(), let west = reader.offset() else { return nil }
        offset = -west
        if reader.rest.isEmpty {
            daylight = nil
            return
        }
        guard reader.name() else { return nil }
        // An hour more where nothing is said.
        var daylightWest = west - 3_600
        if reader.rest.first != UInt8(ascii: ",") {
            guard let written = reader.offset() else { return nil }
            daylightWest = written
        }
        guard let start = reader.change(), let end = reader.change(), reader.rest.isEmpty else { return nil }
        daylight = Daylight(offset: -daylightWest, start: start, end: end)
    }
}

/// Takes the parts of a POSIX `TZ` text, one after the other.
private struct PosixReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) {
        rest = text
    }

    /// Three or more letters, or more signs in angle brackets.
    mutating func name() -> Bool {
        let isQuoted = skip("<")
        let length = rest.prefix { byte in isQuoted ? Self.isQuotable(byte) : Self.isLetter(byte) }.count
        rest.removeFirst(length)
        return length >= 3 && (!isQuoted || skip(">"))
    }

    /// `[+-]hh[:mm[:ss]]`, positive west of Greenwich: up to a day.
    mutating func offset() -> Int? { time(hours: 24) }

    /// `,date[/time]`; two in the morning where nothing is said.
    mutating func change() -> PosixZone.Transition? {
        guard skip(","), let day = day() else { return nil }
        guard skip("/") else { return PosixZone.Transition(day: day, second: 7_200) }
        return time(hours: 167).map { PosixZone.Transition(day: day, second: $0) }
    }

    private mutating func day() -> PosixZone.Transition.Day? {
        if skip("J") { return number(1...365).map { .julian($0) } }
        guard skip("M") else { return number(0...365).map { .zeroBased($0) } }
        guard let month = number(1...12), skip("."), let week = number(1...5), skip("."), let weekday = number(0...6)
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
    }

    private mutating func time(hours limit: Int) -> Int? {
        let sign = skip("-") ? -1 : 1
        if sign == 1 { _ = skip("+") }
        guard let hours = number(0...limit) else { return nil }
        var seconds = hours * 3_600
        for unit in [60, 1] {
            guard skip(":") else { break }
            guard let value = number(0...59) else { return nil }
            seconds += value * unit
        }
        return sign * seconds
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest.removeFirst(digits.count)
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return range.contains(value) ? value : nil
    }

    private mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: sign) else { return false }
        rest.removeFirst()
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

    private static func isQuotable(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }
}
