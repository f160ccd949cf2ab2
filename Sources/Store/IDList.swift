import SQLite

/// Numbers of rows as one value, for `id IN (\(IDList.rows))`: a statement has the same text for any number of them.
///
/// They are the names of a JSON object, as two engines read those out as text in rows alike, but members each in a type
/// of its own.
package struct IDList: Bindable {
    private let text: String

    package init(_ ids: [Int64]) {
        // Byte by byte, and of an array alone: a list of tasks has a hundred and more of them, and strings put together,
        // or calls through `Sequence` from another room, cost as much as they.
        var bytes = [UInt8(ascii: "{")]
        bytes.reserveCapacity(2 + 12 * ids.count)
        for id in ids {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: String(id).utf8)
            bytes.append(contentsOf: Self.end)
        }
        bytes.append(UInt8(ascii: "}"))
        text = String(decoding: bytes, as: UTF8.self)
    }

    package init(_ ids: Set<Int64>) { self.init(Array(ids)) }

    private static let end = Array("\":0".utf8)

    package func bind(to place: Placeholder) { place.bind(text) }

    /// The SELECT that has them as `id`, bound at the next place.
    package static let rows = rows(boundTo: "?")

    package static func rows(boundTo place: String) -> String {
        "SELECT CAST(key AS BIGINT) AS id FROM json_each(\(place))"
    }
}
