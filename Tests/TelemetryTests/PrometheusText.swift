/// Reads Prometheus' text format 0.0.4, strictly: what it cannot read, a server would not either.
struct PrometheusText {
    struct Sample: Equatable {
        let name: String
        let labels: [String: String]
        let value: Double
    }

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    private(set) var types: [String: String] = [:]
    private(set) var helps: Set<String> = []
    private(set) var samples: [Sample] = []

    init(_ text: String) throws {
        guard text.isEmpty || text.hasSuffix("\n") else { throw Malformed(description: "the last line has no end") }
        for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) { try read(line) }
    }

    /// The samples of that name.
    func all(_ name: String) -> [Sample] { samples.filter { $0.name == name } }

    private mutating func read(_ line: Substring) throws {
        if let match = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) {
            guard helps.insert(String(match.1)).inserted else { throw Malformed(description: "twice: \(line)") }
        } else if let match = line.wholeMatch(of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)/) {
            let isNew = types.updateValue(String(match.2), forKey: String(match.1)) == nil
            let isFirst = !samples.contains { family($0.name) == match.1 }
            guard isNew, isFirst else { throw Malformed(description: "twice or late: \(line)") }
        } else {
            try append(line)
        }
    }

    private mutating func append(_ line: Substring) throws {
        guard let match = line.wholeMatch(of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)/),
            let value = ["+Inf": Double.infinity, "-Inf": -.infinity, "NaN": .nan][String(match.3)]
                ?? Self.number(match.3)
        else { throw Malformed(description: String(line)) }
        let sample = Sample(name: String(match.1), labels: try Self.labels(match.2 ?? ""), value: value)
        guard types[family(sample.name)] != nil else { throw Malformed(description: "without a type: \(line)") }
        guard !samples.contains(where: { $0.name == sample.name && $0.labels == sample.labels }) else {
            throw Malformed(description: "twice: \(line)")
        }
        samples.append(sample)
    }

    private static func number(_ text: Substring) -> Double? {
        text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?(e[-+][0-9]+)?/) == nil ? nil : Double(text)
    }

    private static func labels(_ text: Substring) throws -> [String: String] {
        var labels: [String: String] = [:]
        var rest = text
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/),
                labels.updateValue(String(match.2), forKey: String(match.1)) == nil
            else { throw Malformed(description: String(text)) }
            rest = rest[match.range.upperBound...]
        }
        return labels
    }

    /// The name that the type was given to: a histogram's samples have endings.
    private func family(_ name: String) -> String {
        for ending in ["_bucket", "_sum", "_count"] where name.hasSuffix(ending) {
            let base = String(name.dropLast(ending.count))
            if types[base] == "histogram" { return base }
        }
        return name
    }
}
