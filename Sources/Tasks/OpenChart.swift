import Domain
import HTML
import TaskTexts
import Texts

/// The number of tasks still to be done at the end of each of the last days, as a line from the least to the most.
struct OpenChart {
    let texts: Texts
    let openPerDay: [Int]
    let today: CivilDate

    /// Nothing while there is nothing to draw.
    var html: HTML? {
        guard openPerDay.count > 1, openPerDay.contains(where: { $0 > 0 }) else { return nil }
        return """
            <section class="card"><h2>\(texts[.chartOpenTitle])</h2>
            <svg class="chart line" viewBox="0 0 266 62" role="img" aria-label="\(summary)">
            <path class="edge" d="\(path)"/>
            <circle class="now" cx="262" cy="\(height(openPerDay.count - 1))" r="3"/>
            <path class="base" d="M0 61.5h266"/></svg>
            <p class="small quiet">\(summary)</p></section>
            """
    }

    private var summary: String {
        texts.openSummary(from: openPerDay.first ?? 0, to: openPerDay.last ?? 0, days: openPerDay.count)
    }

    private var path: String {
        openPerDay.indices.map { index in
            let across = 1 + index * 261 / (openPerDay.count - 1)
            return "\(index == 0 ? "M" : "L")\(across) \(height(index))"
        }.joined()
    }

    /// - Units: of the drawing, from its top: the most at 6, the least at 50, and all the same in the middle.
    private func height(_ index: Int) -> Int {
        let (low, high) = (openPerDay.min() ?? 0, openPerDay.max() ?? 0)
        return high == low ? 28 : 50 - (openPerDay[index] - low) * 44 / (high - low)
    }
}
