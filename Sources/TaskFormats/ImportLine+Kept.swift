import Calendar
import Domain
import JSON
import TaskDomain

/// A gatherer of what the report says of a file, while that is read.
protocol ImportTelling {
    mutating func tell(_ reason: ImportSkip.Reason, _ part: String)
}

extension ImportDraft: ImportTelling {}

/// The notes on the parts of a file that belong to no single task.
struct ImportNotes: ImportTelling {
    private(set) var items: [ImportItem] = []

    mutating func tell(_ reason: ImportSkip.Reason, _ part: String) {
        items.append(.skipped(ImportSkip(reason, part)))
    }
}

/// Members of other systems' files, of whichever type they are: one of another than is usual keeps no task out, and
/// stands in the description as far as it can be written.
extension ImportLine {
    /// A text, or a number as it is written.
    ///
    /// - Shape: nil where it is absent or null, and for what is no text, which is told.
    func text(_ name: String, telling notes: inout some ImportTelling) -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text): return text
        default:
            let text = plainText(name)
            if text == nil { notes.tell(.partUnknown, name) }
            return text
        }
    }

    /// A whole number, also one written as a text.
    ///
    /// - Shape: nil where it is absent or null, and for what is none, which is told.
    func integer(_ name: String, telling notes: inout some ImportTelling) -> Int64? {
        if let number = try? integer(name) { return number }
        guard let text = text(name, telling: &notes), !text.isEmpty else { return nil }
        let number = Int64(text)
        if number == nil { notes.tell(.partUnknown, "\(name): \(text)") }
        return number
    }

    /// The objects of an array; what is none in it is told.
    func objects(_ name: String, telling notes: inout some ImportTelling) -> [ImportLine] {
        var objects: [ImportLine] = []
        for item in items(orOne: name) {
            if let object = item.object {
                objects.append(ImportLine(object: object))
            } else {
                notes.tell(.partUnknown, name)
            }
        }
        return objects
    }

    /// The items of an array; one that stands alone is an array of one.
    func items(orOne name: String) -> [JSON] {
        switch object[name] {
        case nil, .null: []
        case .array(let items): items.filter { if case .null = $0 { false } else { true } }
        case let item?: [item]
        }
    }

    /// The texts of an array; what is none in it is told.
    func texts(_ name: String, telling notes: inout some ImportTelling) -> [String] {
        var texts: [String] = []
        for item in items(orOne: name) {
            if let text = item.plainText { texts.append(text) } else { notes.tell(.partUnknown, name) }
        }
        return texts
    }

    /// A moment in a form that names its zone.
    ///
    /// - Shape: nil where it is absent, null or a year that means none, and for what is no moment, which is kept.
    func moment(_ name: String, keptIn draft: inout ImportDraft) -> Instant? {
        guard let text = text(name, telling: &draft), !text.isEmpty else { return nil }
        let moment = ImportTimes.instant(text)
        if moment == nil, Instant(rfc3339: text) == nil { draft.keep(name, text) }
        return moment
    }

    /// A moment, or the beginning of a day in UTC.
    ///
    /// - Shape: nil where it is absent or null, and for what is none, which is kept.
    func instant(_ name: String, keptIn draft: inout ImportDraft) -> Instant? {
        guard let text = text(name, telling: &draft), !text.isEmpty else { return nil }
        switch ImportTimes.time(text, in: .utc, dayFirst: nil) {
        case .instant(let instant): return instant
        case .date(let day): return Zone.utc.start(of: day)
        case nil:
            draft.keep(name, text)
            return nil
        }
    }
}

extension JSON {
    /// A text, a number, or true, as it is written.
    ///
    /// - Shape: nil for anything else, and for false.
    var plainText: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .bool(true): "true"
        default: nil
        }
    }
}
