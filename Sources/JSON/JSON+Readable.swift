/// JSON as people read it: a member or an item per line.
extension JSON {
    package var readable: String {
        var text = ""
        write(to: &text, depth: 0)
        return text
    }

    /// Deeper ones are not indented further, since each line would grow with its depth.
    private static let deepest = 12

    private func write(to text: inout String, depth: Int) {
        switch self {
        case .array(let items) where !items.isEmpty:
            Self.lines(items, "[", "]", depth, &text) { item, text in item.write(to: &text, depth: depth + 1) }
        case .object(let object) where !object.members.isEmpty:
            Self.lines(object.members, "{", "}", depth, &text) { member, text in
                text += JSON.string(member.name).compact + ": "
                member.value.write(to: &text, depth: depth + 1)
            }
        default: text += compact
        }
    }

    private static func lines<Item>(
        _ items: [Item], _ start: String, _ end: String, _ depth: Int, _ text: inout String,
        _ write: (Item, inout String) -> Void
    ) {
        text += start
        for (place, item) in items.enumerated() {
            text += (place == 0 ? "\n" : ",\n") + indent(depth + 1)
            write(item, &text)
        }
        text += "\n" + indent(depth) + end
    }

    private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: min(depth, deepest)) }

    private var compact: String { String(decoding: json, as: UTF8.self) }
}
