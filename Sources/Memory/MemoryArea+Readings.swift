import Domain
import Input
import JSON
import MemoryDomain
import MemoryFormats
import MemoryTexts
import Texts
import Web

extension MemoryArea {
    /// Who has read in a space: `after` and `limit` page.
    func listReadings(_ exchange: Exchange) throws(Failure) -> Response {
        let space = try exchange.id("id")
        let (after, limit) = try exchange.query { fields throws(Failure) in
            (try fields.text("after"), try fields.limit(in: 1...500, usual: 100))
        }
        let readings = try memory.readings(of: space, after: after, limit: limit, for: exchange.caller)
        guard exchange.wantsPage else {
            return exchange.json(
                .ok, PageJSON("readings", readings.readings.map(SpaceReadingJSON.init), next: readings.next))
        }
        let page = SpaceReadingsPage(
            context: exchange.context, detail: try memory.space(space, for: exchange.caller), page: readings,
            isLater: after != nil, limit: limit)
        return exchange.page(title: exchange.texts[.spaceReadings], page)
    }
}
