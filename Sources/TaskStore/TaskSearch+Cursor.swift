import Domain
import JSON
import TaskDomain

extension TaskSearch {
    /// The end of a page: the beginning of its window, and the last hit of it that was shown.
    struct Cursor {
        let window: Start
        let last: Rank?

        init(window: Start, last: Rank?) { (self.window, self.last) = (window, last) }

        /// - Errors: `.malformed` on `after`.
        init(text: String) throws {
            let key = try ListCursor.read(text)
            guard key.count == 6, case .integer(let reach) = key[0], let reach = SearchReach(rawValue: Int(reach)),
                case .integer(let below) = key[1], case .integer(let isOver) = key[2], case .integer(let rank) = key[3],
                case .integer(let id) = key[5]
            else { throw ListCursor.wrong }
            window = Start(reach: reach, below: below)
            last = Rank(isOver: isOver == 1, reach: Int(rank), weight: try Self.weight(key[4]), id: id)
        }

        private static func weight(_ value: JSON) throws -> Double {
            switch value {
            case .integer(let number): Double(number)
            case .number(let number): number
            default: throw ListCursor.wrong
            }
        }

        var text: String {
            ListCursor.text([
                .integer(Int64(window.reach.rawValue)), .integer(window.below), .integer(last?.isOver == true ? 1 : 0),
                .integer(Int64(last?.reach ?? -1)), .number(last?.weight ?? 0), .integer(last?.id ?? 0),
            ])
        }
    }
}
