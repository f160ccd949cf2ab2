import Calendar
import Domain
import JSON

/// The elements of a long array of JSON, one after the other: a tree of all of it would be ten times as large.
struct JSONElements {
    private let bytes: [UInt8]
    private var place: Int
    /// The number of elements that were handed out.
    private(set) var count = 0

    /// - Units: bytes of one element.
    static let elementLimit = 16 << 20
    /// - Units: arrays and objects in each other.
    static let depth = 64

    /// - Errors: `.malformed` on `file` for what is no array.
    init(_ bytes: [UInt8]) throws(Failure) {
        (self.bytes, place) = (bytes, 0)
        skipSpace()
        guard peek == UInt8(ascii: "[") else { throw ForeignMemory.fault("An array in [ ] was expected.") }
        place += 1
    }

    /// The next element.
    ///
    /// - Shape: nil at the end; the reason as a failure for one that cannot be read, behind which reading goes on.
    /// - Errors: `.malformed` on `file` for an array that breaks off.
    mutating func next() throws(Failure) -> Result<JSONObject, Failure>? {
        skipSpace()
        if count > 0, peek == UInt8(ascii: ",") {
            place += 1
            skipSpace()
        }
        if peek == UInt8(ascii: "]") { return nil }
        let start = place
        try skipValue()
        count += 1
        guard place - start <= Self.elementLimit else {
            return .failure(ForeignMemory.fault("[\(count - 1)] is longer than \(Self.elementLimit) bytes."))
        }
        do throws(JSONError) {
            let value = try JSONParser.parse(Array(bytes[start..<place]), maximumDepth: Self.depth)
            guard case .object(let object) = value else {
                return .failure(ForeignMemory.fault("[\(count - 1)] is no object."))
            }
            return .success(object)
        } catch {
            return .failure(
                ForeignMemory.fault("[\(count - 1)]: \(error.message) (byte \(start + error.offset) of the file)"))
        }
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = peek, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { place += 1 }
    }

    /// Goes behind a value, of which only the brackets and quotes are looked at.
    private mutating func skipValue() throws(Failure) {
        let start = place
        var (depth, isQuoted) = (0, false)
        while let byte = peek {
            if isQuoted {
                if byte == UInt8(ascii: "\\") { place += 1 }
                if byte == UInt8(ascii: "\"") { isQuoted = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isQuoted = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0, place > start { return }
                    depth -= 1
                    guard depth >= 0 else { throw brokenOff }
                case UInt8(ascii: ","): if depth == 0, place > start { return }
                default: break
                }
            }
            place += 1
        }
        throw brokenOff
    }

    private var brokenOff: Failure { ForeignMemory.fault("The array breaks off in [\(count)].") }
}

extension JSONObject {
    /// The objects of a list.
    func objects(_ name: String) -> [JSONObject] { (self[name]?.items ?? []).compactMap(\.object) }

    /// A text that says something.
    func said(_ name: String) -> String? { self[name]?.string.flatMap { $0.trimmed.isEmpty ? nil : $0 } }

    /// A moment in seconds since 1970, or in RFC 3339.
    func moment(_ name: String) -> Instant? {
        switch self[name] {
        case .integer(let seconds): Instant(secondsSince1970: Double(seconds))
        case .number(let seconds): Instant(secondsSince1970: seconds)
        case .string(let text): Instant(rfc3339: text) ?? CivilDate(text: text).map(Zone.utc.start)
        default: nil
        }
    }
}

extension Instant {
    /// - Shape: nil beyond the years that four digits can write.
    fileprivate init?(secondsSince1970 seconds: Double) {
        guard seconds.magnitude < 62_000_000_000 else { return nil }
        self.init(seconds: Int64(seconds.rounded(.down)))
    }
}
