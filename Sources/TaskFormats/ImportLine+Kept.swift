import Calendar
import Domain
import JSON
import TaskDomain

/// Members of other systems' files, of whichever type they are: one of another than is usual keeps no task out, and
/// stands in the description as far as it can be written.
extension ImportLine {
    /// A text, or a number as it is written.
    ///
    /// - Shape: nil where it is absent or null, and for what is no text, which is told.
    func text(_ name: String, telling draft: inout ImportDraft) -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text): return text
        default:
            let text = plainText(name)
            if text == nil { draft.tell(.partUnknown, name) }
            return text
        }
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
    func texts(_ name: String, telling draft: inout ImportDraft) -> [String] {
        var texts: [String] = []
        for item in items(orOne: name) {
            if let text = item.plainText { texts.append(text) } else { draft.tell(.partUnknown, name) }
        }
        return texts
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
