import SQLite

/// Numbers of rows as one value, for `id IN (\(IDList.rows))`: a statement has the same text for any number of them.
///
/// They are the names of a JSON object, as two engines read those out as text in rows alike, but members each in a type
/// of its own.
package struct IDList: Bindable {
    private let text: String

    package init(_ ids: some Sequence<Int64>) {
        text = "{" + ids.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    }

    package func bind(to place: Placeholder) { place.bind(text) }

    /// The SELECT that has them as `id`, bound at the next place.
    package static let rows = rows(boundTo: "?")

    package static func rows(boundTo place: String) -> String {
        "SELECT CAST(key AS BIGINT) AS id FROM json_each(\(place))"
    }
}
