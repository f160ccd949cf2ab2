import Domain

/// A header with parameters, such as `form-data; name="file"; filename="Übersicht.jsonl"`, and of a part the name and
/// file name in it.
struct MultipartHeader {
    private(set) var name = ""
    /// nil for a field that is no file; empty where none was chosen.
    private(set) var fileName: String?
    private var parameters: [(name: String, value: String)] = []
    private var isSound = true

    /// Reads the parameters of one header; nothing is found in one that cannot be read.
    init(_ text: String) {
        var rest = text.drop { $0 != ";" }
        while rest.first == ";" {
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let key = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest[key.endIndex...]
            guard rest.first == "=", let value = Self.value(&rest) else {
                isSound = false
                return
            }
            parameters.append((key.lowercased(), value))
        }
        isSound = rest.isEmpty
    }

    /// Quoted or not.
    private static func value(_ rest: inout Substring) -> String? {
        rest = rest.dropFirst()
        var value = ""
        guard rest.first == "\"" else {
            value = String(rest.prefix { $0 != ";" && $0 != " " && $0 != "\t" })
            rest = rest.dropFirst(value.count).drop { $0 == " " || $0 == "\t" }
            return value
        }
        rest = rest.dropFirst()
        while let sign = rest.popFirst() {
            if sign == "\"" {
                rest = rest.drop { $0 == " " || $0 == "\t" }
                return value
            }
            // Some programs write a quotation mark with a backslash before it; any other backslash is meant.
            if sign == "\\", rest.first == "\"" { value.append(rest.removeFirst()) } else { value.append(sign) }
        }
        return nil
    }

    /// - Shape: nil where it is missing or stands more than once.
    func parameter(_ name: String) -> String? {
        let found = parameters.filter { $0.name == name }
        return isSound && found.count == 1 ? found[0].value : nil
    }

    /// Reads the headers of a part, a line each.
    init(part text: String) throws(Failure) {
        var disposition: MultipartHeader?
        // "\r\n" is one Character of a Swift string.
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            let header = line.prefix { $0 != ":" }
            let value = line[header.endIndex...].dropFirst().drop { $0 == " " || $0 == "\t" }
            guard header.count < line.count, !header.isEmpty else {
                throw MultipartReader.broken("a header of a part has no colon.")
            }
            switch header.lowercased() {
            case "content-disposition":
                guard disposition == nil, value.lowercased().hasPrefix("form-data;") else {
                    throw MultipartReader.broken("a part needs one Content-Disposition: form-data.")
                }
                disposition = MultipartHeader(String(value))
            case "content-transfer-encoding":
                guard ["binary", "8bit", "7bit"].contains(value.lowercased()) else {
                    throw MultipartReader.broken("a part is sent as it is, without Content-Transfer-Encoding.")
                }
            default: break
            }
        }
        guard let disposition, let name = disposition.parameter("name") else {
            throw MultipartReader.broken("a part needs one Content-Disposition: form-data with a name.")
        }
        self = disposition
        self.name = try Self.decoded(name)
        guard !parameters.contains(where: { $0.name == "filename*" }) else {
            throw MultipartReader.broken("a part may not have filename*.")
        }
        guard parameters.contains(where: { $0.name == "filename" }) else { return }
        guard let fileName = parameter("filename") else {
            throw MultipartReader.broken("a part has more than one filename.")
        }
        self.fileName = try Self.decoded(fileName)
    }

    /// Browsers write quotation marks and line breaks as percent signs, and nothing else.
    private static func decoded(_ text: String) throws(Failure) -> String {
        let text = text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f }) else {
            throw MultipartReader.broken("a name may not have control characters.")
        }
        return text
    }
}
