import SQLite

/// Numbers of rows as one value, for `id IN (SELECT value FROM json_each(?))`: a statement has the same text for any
/// number of them.
struct IDList: Bindable {
    private let text: String

    init(_ ids: some Sequence<Int64>) {
        text = "[" + ids.map { String($0) }.joined(separator: ",") + "]"
    }

    func bind(to place: Placeholder) { place.bind(text) }
}
