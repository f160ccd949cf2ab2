/// Takes numbers from bytes and never looks past their end.
struct BigEndianReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func bytes(_ count: Int) throws(TimeZoneFileError) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw .truncated }
        defer { rest.removeFirst(count) }
        return rest.prefix(count)
    }

    mutating func skip(_ count: Int) throws(TimeZoneFileError) {
        _ = try bytes(count)
    }

    mutating func byte() throws(TimeZoneFileError) -> UInt8 {
        guard let byte = rest.popFirst() else { throw .truncated }
        return byte
    }

    /// A signed number of four or eight bytes.
    mutating func integer(_ size: Int) throws(TimeZoneFileError) -> Int64 {
        let value = try bytes(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }

    /// Four bytes without a sign.
    mutating func count() throws(TimeZoneFileError) -> Int {
        try bytes(4).reduce(0) { $0 << 8 | Int($1) }
    }
}
