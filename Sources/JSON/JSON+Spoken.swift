/// JSON as a text that is searched: the names and values in it, a line each.
extension JSON {
    package var spoken: String {
        var lines: [String] = []
        speak(to: &lines)
        return lines.joined(separator: "\n")
    }

    private func speak(to lines: inout [String], _ name: String? = nil) {
        let start = name.map { $0 + ": " } ?? ""
        switch self {
        case .null: if let name { lines.append(name) }
        case .array(let items): for item in items { item.speak(to: &lines, name) }
        case .object(let object): for member in object.members { member.value.speak(to: &lines, start + member.name) }
        case .string(let text): lines.append(start + text)
        default: lines.append(start + String(decoding: json, as: UTF8.self))
        }
    }
}
