import HTML

/// Text that somebody wrote in Markdown, as HTML that is safe to show.
///
/// Here and nowhere else is decided what may stand in a page: libcmark-gfm only reads the text into a tree, and its own
/// renderer is not used. Raw HTML is shown as the text it is, comments included, so that nothing is hidden from whoever
/// reads the page; addresses come as `Link`, and those that lead nowhere as their text; there are no pictures or styles,
/// and no ids but those of footnotes, below a prefix that the page gives.
///
/// - Source: CommonMark 0.29 with tables, strikethrough, ticked lists, footnotes and bare addresses of GitHub's Markdown;
///   a line's end is a line's end, as in GitHub's comments.
package enum Markdown {
    /// - Units: bytes. A longer text is shown as it was written.
    package static let byteLimit = 65_536

    /// - Units: bytes. What would be longer as HTML is shown as it was written: sixteen times the longest text.
    package static let outputLimit = 1_048_576

    /// - Shape: blocks, without an element around them; empty for a text without any. A text that would hold the parser
    ///   up, or become too long, is shown as it was written.
    /// - Units: `firstHeading` is the level that `#` has on the page, 2 to 6; those below follow, down to 6.
    ///   `allowance` is what all texts of one page may cost together.
    package static func html(
        _ text: String, firstHeading: Int = 3, references: References = .none, footnotes: Footnotes = Footnotes(),
        box: @escaping (TickBox) -> HTML = \.sign, allowance: Allowance = Allowance()
    ) -> HTML {
        let bytes = Array(text.utf8)
        guard bytes.count <= byteLimit else { return asWritten(text) }
        let effort = Effort(EscapeMark.marked(bytes))
        guard effort.isBounded, allowance.take(effort.work) else { return asWritten(text) }
        var writer = MarkupWriter(
            firstHeading: firstHeading, references: references, footnotes: footnotes, box: box, byteLimit: outputLimit)
        Document(bytes, withTables: effort.isBoundedWithTables).walk { writer.write($0, isEntering: $1) }
        allowance.charge(output: writer.html.bytes.count)
        return writer.isTooLong ? asWritten(text) : writer.html
    }

    /// Everybody whom a text mentions, as often as it does so.
    ///
    /// - Shape: in the text's order, where `html` would ask for mentions; `person` is as `References.mention`. None of a
    ///   text that is shown as it was written.
    package static func mentions<Person>(
        in text: String, _ person: (ArraySlice<Unicode.Scalar>) -> (length: Int, person: Person)?
    ) -> [Person] {
        withoutActuallyEscaping(person) { person in
            var found: [Person] = []
            _ = html(
                text,
                references: References { rest in
                    guard let (length, person) = person(rest) else { return nil }
                    found.append(person)
                    return References.Mention(length: length, link: Link("/"))
                })
            return found
        }
    }

    /// The words of the first block of a text, without the signs that make it Markdown.
    ///
    /// - Units: at most about 200 characters of a text of at most 1,000 bytes; a longer one comes as it is.
    package static func firstWords(of text: String) -> String {
        guard text.utf8.count <= 1_000 else { return text }
        return Document(Array(text.utf8), withTables: false).firstWords
    }

    private static func asWritten(_ text: String) -> HTML { "<pre>\(text)</pre>\n" }
}

extension Markdown {
    /// The targets of `@name`, `#123` and bare paths of the site; none is looked for in code, in links, in the middle of
    /// a word, behind a backslash or where the sign is written as an entity.
    package struct References {
        /// Something that is named.
        package struct Mention {
            let length: Int
            let link: Link

            /// - Units: the length of what names it in Unicode scalars.
            package init(length: Int, link: Link) {
                (self.length, self.link) = (length, link)
            }
        }

        let mention: (ArraySlice<Unicode.Scalar>) -> Mention?
        let task: (Int64) -> Link?
        let path: (ArraySlice<Unicode.Scalar>) -> Mention?

        /// - Shape: each closure answers nil where the text stays text; it is asked once for each time a reference
        ///   stands in the text. `mention` gets all that follows the `@` in a run of text, as only it knows which names
        ///   there are and where one ends; so does `path`, from its slash on.
        package init(
            mention: @escaping (ArraySlice<Unicode.Scalar>) -> Mention? = { _ in nil },
            task: @escaping (Int64) -> Link? = { _ in nil },
            path: @escaping (ArraySlice<Unicode.Scalar>) -> Mention? = { _ in nil }
        ) {
            self.mention = mention
            self.task = task
            self.path = path
        }

        package static var none: References { References() }
    }
}

extension Markdown {
    /// The work that the texts of one page may cost together, in the order they are shown: when it is used up, the
    /// others are shown as they were written.
    package final class Allowance {
        /// - Units: as `Effort.work`; six texts of the longest.
        package static let ofPage = 6 * byteLimit
        private var left = ofPage

        package init() {}

        /// - Shape: false, with nothing taken, where there is not as much left.
        func take(_ work: Int) -> Bool {
            guard work <= left else { return false }
            left -= work
            return true
        }

        /// Writing a byte costs a sixteenth of reading one.
        func charge(output bytes: Int) { left -= min(left, bytes / 16) }
    }
}
