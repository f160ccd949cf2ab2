import HTML

extension Markdown {
    /// A box of a ticked list: `- [ ] Milk`.
    package struct TickBox {
        /// The box's place among those of the text, from 1.
        package let number: Int
        package let isTicked: Bool
        /// The words beside it, without markup.
        package let words: String

        /// The box as one that cannot be ticked.
        package var sign: HTML { isTicked ? "☑ " : "☐ " }
    }

    /// The text with one of its boxes ticked, or without that tick: one sign of it differs.
    ///
    /// - Shape: nil where there is no such box, also in a text that is shown as it was written.
    package static func setting(box number: Int, to isTicked: Bool, in text: String) -> String? {
        var bytes = Array(text.utf8)
        guard bytes.count <= byteLimit else { return nil }
        let effort = Effort(EscapeMark.marked(bytes))
        guard effort.isBounded else { return nil }
        let boxes = BoxSigns(bytes)
        var (count, sign) = (0, nil as Int?)
        Document(bytes, withTables: effort.isBoundedWithTables).walk { node, isEntering in
            guard isEntering, case .item(.some) = node.kind else { return }
            count += 1
            if count == number { sign = boxes.index(behind: node.start) }
        }
        guard let sign else { return nil }
        bytes[sign] = isTicked ? UInt8(ascii: "x") : UInt8(ascii: " ")
        return String(decoding: bytes, as: UTF8.self)
    }
}
