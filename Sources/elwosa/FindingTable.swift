import FindingBench
import JSON

/// The figures of a measured search as a table.
enum FindingTable {
    static func lines(of result: FindingBenchmark.Result) -> [String] {
        var lines = [
            line(
                ["class", "n"] + FindingScore.depths.map { "recall@\($0)" } + ["MRR"]
                    + FindingScore.budgets.map { "in \($0)" } + ["plain@10", "plain in 1000"])
        ]
        for kind in result.ours.keys.sorted() {
            guard let ours = result.ours[kind], let plain = result.plain[kind] else { continue }
            lines.append(row(kind, ours, plain))
        }
        let times = result.times
        guard !times.isEmpty else { return lines }
        func part(_ share: Double) -> String { number(times[min(times.count - 1, Int(Double(times.count) * share))]) }
        lines.append("\(result.turns) turns; a search takes \(part(0.5)) ms (p50), \(part(0.95)) ms (p95).")
        return lines
    }

    private static func row(_ kind: String, _ ours: FindingScore, _ plain: FindingScore) -> String {
        line(
            [kind, String(ours.questions)] + FindingScore.depths.map { number(ours.recall(at: $0)) }
                + [number(ours.meanReciprocalRank)] + FindingScore.budgets.map { number(ours.evidence(within: $0)) }
                + [number(plain.recall(at: 10)), number(plain.evidence(within: 1_000))])
    }

    private static func number(_ value: Double) -> String { FixedPoint.text(value, digits: 3) }

    private static func line(_ cells: [String]) -> String {
        cells.enumerated().map { place, cell in
            let width = place == 0 ? 14 : 10
            let space = String(repeating: " ", count: max(1, width - cell.count))
            return place == 0 ? cell + space : space + cell
        }.joined()
    }
}
