import HTML

extension Markdown {
    /// The ids and words of a text's footnotes.
    package struct Footnotes {
        let prefix: String
        let back: String

        /// - Shape: `prefix` sets the ids of one text apart from those of the others on its page, and begins with none
        ///   that the page has itself; `back` is said of the link from a footnote to where it is referred to.
        package init(prefix: String = "text", back: String = "↩") {
            (self.prefix, self.back) = (prefix, back)
        }

        func noteId(_ number: Int) -> String { "\(prefix)-note-\(number)" }

        /// A footnote may be referred to more than once.
        func referenceId(_ number: Int, _ time: Int) -> String {
            "\(prefix)-ref-\(number)" + (time == 1 ? "" : "-\(time)")
        }

        func reference(to number: Int, time: Int) -> HTML {
            "<a id=\"\(referenceId(number, time))\" href=\"#\(noteId(number))\">\(number)</a>"
        }

        /// The ways from a footnote back to each place that refers to it by a link.
        func backLinks(of number: Int, times: Int) -> HTML {
            let links = (0..<times).map { $0 + 1 }.map { time in
                """
                 <a href="#\(referenceId(number, time))" aria-label="\(back) \(number)\(time == 1 ? "" : "-\(time)")">↩</a>
                """ as HTML
            }
            return "\(links)"
        }
    }
}
