/// JSON as a text that is searched: each name and each value in it once, a line each.
extension JSON {
    package var spoken: String {
        var lines: [String] = []
        speak(to: &lines)
        return lines.joined(separator: "\n")
    }

    private func speak(to lines: inout [String]) {
        switch self {
        case .null: break
        case .array(let items): for item in items { item.speak(to: &lines) }
        case .object(let object):
            for member in object.members {
                lines.append(member.name)
                member.value.speak(to: &lines)
            }
        case .string(let text): lines.append(text)
        default: lines.append(String(decoding: json, as: UTF8.self))
        }
    }
}
