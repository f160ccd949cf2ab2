/// An element of a page that a test has read.
package final class MarkupElement {
    package let name: String
    package let attributes: [String: String]
    package fileprivate(set) weak var parent: MarkupElement?
    package fileprivate(set) var children: [MarkupElement] = []
    /// Each with the number of elements before it.
    fileprivate var pieces: [(text: String, before: Int)] = []

    fileprivate init(_ name: String, _ attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }

    package subscript(_ attribute: String) -> String? { attributes[attribute] }

    /// Its own text, with what is only set apart in its place, and then that of everything inside, in the order of the
    /// elements; white space run together.
    package var text: String {
        var words: [String] = []
        var done = 0
        for piece in pieces + [(text: "", before: children.count)] {
            words += children[done..<piece.before].filter { $0.name == "bdi" }.map(\.text) + [piece.text]
            done = piece.before
        }
        words += children.filter { $0.name != "bdi" }.map(\.text)
        return words.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Its own text, without that of the elements inside.
    package var ownText: String { pieces.map(\.text).joined(separator: " ") }

    /// Itself and everything inside, in document order.
    package var all: [MarkupElement] { [self] + children.flatMap(\.all) }

    package func all(_ name: String) -> [MarkupElement] { all.filter { $0.name == name } }

    package var ancestors: [MarkupElement] { parent.map { [$0] + $0.ancestors } ?? [] }
}

/// Reads a page as strictly as XML and says where it is not: what a browser would quietly mend is a fault here.
///
/// It knows the markup that we print (lower case, double quotes, five entities), not the whole of HTML.
package struct Markup {
    /// Stands above the page's own top elements.
    package let root = MarkupElement("", [:])
    /// The faults that the reader stumbled over, in their order; empty for a page that is well formed.
    package private(set) var faults: [String] = []

    private static let void: Set<String> = ["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"]

    package init(_ page: String) {
        var reader = MarkupReader(page)
        var open = [root]
        while let token = reader.next() {
            switch token {
            case .text(let text): open.last!.pieces.append((text: decoded(text), before: open.last!.children.count))
            case .doctype: if !root.children.isEmpty { faults.append("the doctype is not first") }
            case .fault(let what): faults.append(what)
            case .start(let name, let pairs, let isClosed):
                let element = MarkupElement(name, attributes(name, pairs))
                element.parent = open.last
                open.last!.children.append(element)
                if !isClosed, !Self.void.contains(name) { open.append(element) }
            case .end(let name): close(name, &open)
            }
        }
        faults += open.dropFirst().map { "<\($0.name)> is not closed" }
    }

    private mutating func close(_ name: String, _ open: inout [MarkupElement]) {
        if open.last?.name == name {
            open.removeLast()
        } else {
            faults.append("</\(name)> closes <\(open.last?.name ?? "")>")
        }
    }

    private mutating func attributes(_ element: String, _ pairs: [(String, String)]) -> [String: String] {
        var attributes: [String: String] = [:]
        for (name, value) in pairs {
            if attributes[name] != nil { faults.append("<\(element)> has \(name) twice") }
            attributes[name] = decoded(value)
        }
        return attributes
    }

    private mutating func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var out = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            out += rest[..<ampersand]
            rest = rest[ampersand...]
            if let (entity, character) = Self.entities.first(where: { rest.hasPrefix($0.0) }) {
                out += character
                rest = rest.dropFirst(entity.count)
            } else {
                faults.append("a bare & before \(rest.dropFirst().prefix(12))")
                out += "&"
                rest = rest.dropFirst()
            }
        }
        return out + rest
    }

    private static let entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")]
}
