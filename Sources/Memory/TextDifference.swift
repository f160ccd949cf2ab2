/// What differs between two texts, word by word, or line by line where they are long.
struct TextDifference {
    enum Piece: Equatable {
        case same(String)
        case removed(String)
        case added(String)
    }

    /// Texts beyond these are not compared.
    ///
    /// - Units: bytes of a text; words or lines of one.
    static let byteLimit = 65_536
    static let tokenLimit = 2_000

    /// The work that the differences of one page may cost together.
    final class Allowance {
        /// - Units: pairs of words that are compared; about a tenth of a second.
        private var left = 8_000_000

        /// - Shape: false, with nothing taken, where there is not as much left.
        func take(_ work: Int) -> Bool {
            guard work <= left else { return false }
            left -= work
            return true
        }
    }

    let pieces: [Piece]

    /// - Shape: nil where the texts are too long, or the page has compared enough.
    init?(from old: String, to new: String, allowance: Allowance) {
        guard old.utf8.count <= Self.byteLimit, new.utf8.count <= Self.byteLimit else { return nil }
        let byWord = (Self.words(old), Self.words(new))
        let (old, new) =
            max(byWord.0.count, byWord.1.count) <= Self.tokenLimit ? byWord : (Self.lines(old), Self.lines(new))
        guard max(old.count, new.count) <= Self.tokenLimit else { return nil }
        let start = zip(old, new).prefix { $0 == $1 }.count
        let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
        let (changedOld, changedNew) = (old[start..<(old.count - end)], new[start..<(new.count - end)])
        guard allowance.take(changedOld.count * changedNew.count) else { return nil }
        let middle = Self.compare(Array(changedOld), Array(changedNew))
        pieces = Self.joined(
            old[..<start].map { .same(String($0)) } + middle + old[(old.count - end)...].map { .same(String($0)) })
    }

    /// Words with the spaces behind them, so that they give the text again.
    private static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var (start, wasSpace) = (text.startIndex, false)
        for place in text.indices {
            let isSpace = text[place].isWhitespace
            if wasSpace, !isSpace {
                words.append(text[start..<place])
                start = place
            }
            wasSpace = isSpace
        }
        return start < text.endIndex ? words + [text[start...]] : words
    }

    private static func lines(_ text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for place in lines.indices.dropLast() { lines[place] = text[lines[place].startIndex...lines[place].endIndex] }
        return lines.last?.isEmpty == true ? lines.dropLast() : lines
    }

    /// The longest common subsequence, by the table of its lengths.
    private static func compare(_ old: [Substring], _ new: [Substring]) -> [Piece] {
        let (olds, news) = numbered(old, new)
        let width = news.count + 1
        var lengths = [UInt16](repeating: 0, count: (olds.count + 1) * width)
        for i in olds.indices.reversed() {
            for j in news.indices.reversed() {
                lengths[i * width + j] =
                    olds[i] == news[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var (pieces, i, j) = ([Piece](), 0, 0)
        while i < olds.count || j < news.count {
            if i < olds.count, j < news.count, olds[i] == news[j] {
                pieces.append(.same(String(old[i])))
                (i, j) = (i + 1, j + 1)
            } else if j == news.count || i < olds.count && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                pieces.append(.removed(String(old[i])))
                i += 1
            } else {
                pieces.append(.added(String(new[j])))
                j += 1
            }
        }
        return pieces
    }

    /// A number for each word, as numbers are compared faster than words.
    private static func numbered(_ old: [Substring], _ new: [Substring]) -> ([Int32], [Int32]) {
        var numbers: [Substring: Int32] = [:]
        func number(_ word: Substring) -> Int32 {
            if let number = numbers[word] { return number }
            numbers[word] = Int32(numbers.count)
            return Int32(numbers.count - 1)
        }
        return (old.map(number), new.map(number))
    }

    /// Neighbours of the same sort as one.
    private static func joined(_ pieces: [Piece]) -> [Piece] {
        pieces.reduce(into: []) { joined, piece in
            switch (joined.last, piece) {
            case (.same(let before)?, .same(let text)): joined[joined.count - 1] = .same(before + text)
            case (.removed(let before)?, .removed(let text)): joined[joined.count - 1] = .removed(before + text)
            case (.added(let before)?, .added(let text)): joined[joined.count - 1] = .added(before + text)
            default: joined.append(piece)
            }
        }
    }
}
