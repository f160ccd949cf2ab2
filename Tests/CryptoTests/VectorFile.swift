import Foundation

/// Reads the `name = value` records of published test vectors.
enum VectorFile {
    /// - Shape: one dictionary a record, names as they are spelled; a record ends where its last name stands.
    static func records(_ file: String, endingWith last: String) throws -> [[String: String]] {
        let url = Bundle.module.bundleURL.appending(path: "Vectors/\(file)")
        var records: [[String: String]] = []
        var record: [String: String] = [:]
        for line in try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline) {
            let pair = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, !line.hasPrefix("#"), !line.hasPrefix("[") else { continue }
            let name = pair[0].trimmingCharacters(in: .whitespaces)
            record[name] = pair[1].trimmingCharacters(in: .whitespaces)
            guard name == last else { continue }
            records.append(record)
            record = [:]
        }
        return records
    }

    /// The records of a file that separates them by empty lines; a word alone in its line, such as `FAIL`, is a name
    /// without a value.
    static func paragraphs(_ file: String) throws -> [[String: String]] {
        let url = Bundle.module.bundleURL.appending(path: "Vectors/\(file)")
        return try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n\n").compactMap { paragraph in
            let lines = paragraph.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("[") }
            let pairs = lines.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
            guard !pairs.isEmpty else { return nil }
            return Dictionary(
                uniqueKeysWithValues: pairs.map { pair in
                    let words = pair.map { $0.trimmingCharacters(in: .whitespaces) }
                    return (words[0], words.count == 2 ? words[1] : "")
                })
        }
    }
}

extension [String: String] {
    /// The bytes that stand in hexadecimal under that name; none where the name is absent.
    func bytes(_ name: String) -> [UInt8] { [UInt8](hexadecimal: self[name] ?? "") }
}

extension [UInt8] {
    init(hexadecimal text: String) {
        let digits = Array<Character>(text)
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0..<$0 + 2]), radix: 16)! }
    }
}
