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
}

extension [UInt8] {
    init(hexadecimal text: String) {
        let digits = Array<Character>(text)
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0..<$0 + 2]), radix: 16)! }
    }
}
