import Domain
import HTML
import TaskTexts
import Texts

/// Tasks done on each of the last days as bars, today last and in full colour.
struct DoneChart {
    let texts: Texts
    let donePerDay: [Int]
    let live: Int
    let today: CivilDate

    /// Nothing while there is nothing to draw.
    var html: HTML? {
        guard donePerDay.contains(where: { $0 > 0 }) else { return nil }
        return """
            <section class="card"><h2>\(texts[.chartTitle])</h2>
            <svg class="chart" viewBox="0 0 266 62" role="img" aria-label="\(summary)">
            \(donePerDay.indices.map(bar))
            <path class="base" d="M0 61.5h266"/></svg>
            <p class="small quiet">\(summary)</p></section>
            """
    }

    private var summary: String { texts.doneSummary(done: donePerDay.reduce(0, +), live: live) }

    /// - Units: of the drawing, which is 266 wide; a bar of the largest day is 56 high, a day without one has none.
    private func bar(_ index: Int) -> HTML {
        let isToday = index == donePerDay.count - 1
        let height = donePerDay[index] * 56 / max(1, donePerDay.max() ?? 1)
        let left = 1 + index * 266 / max(1, donePerDay.count)
        let day = CivilDate(daysSince1970: today.daysSince1970 - Int64(donePerDay.count - 1 - index))
        return """
            <rect\(attribute: "class", isToday ? "now" : nil) x="\(left)" y="\(61 - height)" width="13" \
            height="\(height)" rx="1"><title>\(texts.doneOn(day, donePerDay[index]))</title></rect>
            """
    }
}
