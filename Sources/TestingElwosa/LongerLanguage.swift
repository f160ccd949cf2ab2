import AuthTexts
import Calendar
import MemoryTexts
import TaskTexts
import Texts

/// A language that nobody speaks: English with every word longer, so that a text or sentence that a catalogue gains does
/// not compile until a further language has it, and pages can be looked at as a language with long words fills them.
package final class LongerLanguage: Sendable {
    let common = EnglishCommon()
    let tasks = EnglishTasks()
    let auth = EnglishAuth()
    let memory = EnglishMemory()

    package static func texts(zone: Zone = .utc) -> Texts { Texts(LongerLanguage(), as: .english, zone: zone) }

    /// Longer by 40 %, each word by its share, with letters in its middle so that lines break as they do between words
    /// that are long.
    ///
    /// - Shape: `kept` are names, queries and times in it that stay as they are, as do digits and signs.
    static func longer(_ text: String, keeping kept: [String] = []) -> String {
        let pieces = pieces(of: text, keeping: kept.filter { !$0.isEmpty })
        let length = pieces.reduce(0) { $0 + ($1.isKept ? 0 : $1.text.count) }
        let letters = pieces.reduce(0) { $0 + ($1.isKept ? 0 : $1.text.filter(\.isLetter).count) }
        guard letters > 0 else { return text }
        return pieces.map { $0.isKept ? $0.text : stretched($0.text, by: Double(length) * 0.4 / Double(letters)) }
            .joined()
    }

    /// Tells its own words from names that people gave.
    static func speaks(_ words: String) -> Bool { words.contains(filling.first!) }

    /// The letters in the middle of its words, as many of them as they are longer.
    private static let filling = "éàüøñ"

    private static func pieces(of text: String, keeping kept: [String]) -> [(text: String, isKept: Bool)] {
        var pieces: [(text: String, isKept: Bool)] = []
        var rest = text[...]
        while let first = rest.first {
            if let name = kept.filter(rest.hasPrefix).max(by: { $0.count < $1.count }) {
                pieces.append((name, true))
                rest = rest.dropFirst(name.count)
            } else {
                if pieces.last?.isKept != false { pieces.append(("", false)) }
                pieces[pieces.count - 1].text.append(first)
                rest = rest.dropFirst()
            }
        }
        return pieces
    }

    private static func stretched(_ text: String, by share: Double) -> String {
        var words: [String] = []
        for character in text {
            if let last = words.last?.last, last.isLetter == character.isLetter {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
        }
        return words.map { word in
            guard word.first?.isLetter == true else { return word }
            let added = filling.repeated(Int((Double(word.count) * share).rounded(.up)))
            let middle = word.index(word.startIndex, offsetBy: (word.count + 1) / 2)
            return word[..<middle] + added + word[middle...]
        }.joined()
    }
}

extension String {
    /// So many of its characters, from its start again where it has no more.
    fileprivate func repeated(_ count: Int) -> String {
        let characters = Array(self)
        return String((0..<count).map { characters[$0 % characters.count] })
    }
}
