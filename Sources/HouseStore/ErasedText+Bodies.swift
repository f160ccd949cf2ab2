import Domain
import JSON
import Store

extension ErasableTexts {
    /// Those of the house and of all areas.
    static let all = [ErasableTexts.ofHouse] + AreaName.allCases.compactMap(\.texts)
}

extension TextTable {
    /// The tables of all areas.
    static let all = ErasableTexts.all.flatMap(\.tables)
}

extension ErasedText {
    /// As `ErasableTexts.ours`, of all areas: what is ours in one is no name for people's texts in another.
    static let ours = ErasableTexts.all.reduce(into: Set<String>()) { $0.formUnion($1.ours) }

    private static let words = ErasableTexts.all.reduce(into: [String: Set<String>]()) { all, texts in
        all.merge(texts.words) { $0.union($1) }
    }

    /// - Shape: nil where nobody wrote it in there.
    func out(of body: JSONObject) -> JSONObject? {
        let changed = body.mappingTexts { member, text in Self.isOurs(member, text) ? text : out(of: text) }
        return changed == body ? nil : changed
    }

    private static func isOurs(_ member: String, _ text: String) -> Bool {
        ours.contains(member) || words[member]?.contains(text) == true
    }
}
