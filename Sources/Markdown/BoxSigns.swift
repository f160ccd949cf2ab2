/// The signs in the boxes of a text's ticked lists, by where their items begin.
struct BoxSigns {
    /// - Units: lines and bytes, both from 0.
    struct ItemStart {
        let line: Int
        let column: Int
    }

    private let text: [UInt8]
    /// The places where lines begin; empty for a text without a bracket.
    private let lines: [Int]

    init(_ text: [UInt8]) {
        self.text = text
        guard text.contains(UInt8(ascii: "[")) else {
            lines = []
            return
        }
        lines = [0] + text.indices.filter { text[$0] == 10 }.map { $0 + 1 }
    }

    /// The index of the sign between the first brackets behind an item's mark; nil where there are none.
    func index(behind item: ItemStart) -> Int? {
        guard lines.indices.contains(item.line), item.column >= 0 else { return nil }
        let start = lines[item.line] + item.column
        let end = item.line + 1 < lines.count ? lines[item.line + 1] : text.count
        guard start < end, let open = text[start..<end].firstIndex(of: UInt8(ascii: "[")), open + 2 < end,
            text[open + 2] == UInt8(ascii: "]"), " xX".utf8.contains(text[open + 1])
        else { return nil }
        return open + 1
    }

    func isTicked(_ item: ItemStart) -> Bool { index(behind: item).map { text[$0] != 32 } ?? false }
}
