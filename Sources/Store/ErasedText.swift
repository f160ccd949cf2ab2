import Domain
import JSON
import SQLite

/// One text that is taken out of others, byte for byte, in each of the spellings that it can be stored in: what the log
/// says and what the tables hold must stay the same text.
package struct ErasedText: Sendable {
    /// At most `most`, the longest first: as it was given, with the line ends and without the characters that are stored,
    /// composed and decomposed; each also as it stands between the quotation marks of a query.
    package let spellings: [String]
    package static let most = 8

    package init(_ text: String) {
        let lines = text.replacing("\r\n", with: "\n")
        let stored = LegibleText.cleaned(lines)
        var spellings: [String] = []
        let forms = [lines, stored, NormalForm.composed(stored), NormalForm.decomposed(stored)]
        for spelling in forms + forms.map(Self.inQuery)
        where !spelling.isEmpty && !spellings.contains(where: { $0.utf8.elementsEqual(spelling.utf8) }) {
            spellings.append(spelling)
        }
        self.spellings = spellings.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// - Source: docs/api/query.md: `\"` is a quotation mark within a quoted value.
    private static func inQuery(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }

    /// The values of `Self.condition`, for tables.
    package var values: [(any Bindable)?] { (0..<Self.most).map { $0 < spellings.count ? spellings[$0] : nil } }

    /// The same for the bodies of events, where each is written as JSON.
    package var writtenValues: [(any Bindable)?] {
        (0..<Self.most).map { place in
            place < spellings.count
                ? String(decoding: spellings[place].json.dropFirst().dropLast(), as: UTF8.self) : nil
        }
    }

    /// One of these columns holds it, with `values` as the first values.
    package static func condition(_ columns: [String]) -> String {
        let cases = columns.flatMap { column in (1...most).map { "instr(\(column), ?\($0)) > 0" } }
        return "(" + cases.joined(separator: " OR ") + ")"
    }

    package func out(of other: String) -> String {
        var bytes = Array(other.utf8)
        var found = false
        for spelling in spellings {
            guard let without = Self.remove(Array(spelling.utf8), from: bytes) else { continue }
            (bytes, found) = (without, true)
        }
        return found ? String(decoding: bytes, as: UTF8.self) : other
    }

    /// - Shape: nil where it is not in there.
    private static func remove(_ needle: [UInt8], from bytes: [UInt8]) -> [UInt8]? {
        var (out, start, place): ([UInt8], Int, Int) = ([], 0, 0)
        while place <= bytes.count - needle.count {
            guard bytes[place] == needle[0], bytes[place..<place + needle.count].elementsEqual(needle) else {
                place += 1
                continue
            }
            out += bytes[start..<place]
            out += Array(TextErasure.mark.utf8)
            place += needle.count
            start = place
        }
        return start == 0 ? nil : out + bytes[start...]
    }
}
