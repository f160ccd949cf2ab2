/// Words that do not fit where they stand.
extension Browser {
    /// Words on the page that is open of which a part is cut off, or sticks out of what they stand in.
    ///
    /// - Shape: in document order, each at most 40 characters, with `…` before those that end in an ellipsis; empty for a
    ///   good page. What scrolls is not cut.
    package func cutWords() throws -> [String] {
        try evaluate("(\(Self.measureCut))()") as? [String] ?? ["the page could not be measured"]
    }

    /// The faults of a page in `LongerLanguage`, where names that people gave may end in an ellipsis, and its own words may
    /// not.
    package func longerFaults() throws -> [String] {
        try lookFaults() + cutWords().filter { !$0.hasPrefix("…") || LongerLanguage.speaks($0) }
    }

    private static let measureCut = """
        () => {
          const cut = [];
          const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
            && !e.closest(".unseen, svg, option, template");
          const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node; (node = words.nextNode()); ) {
            if (!node.data.trim() || !seen(node.parentElement)) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const { left, right, top, bottom } = range.getBoundingClientRect();
            for (let e = node.parentElement; e; e = e.parentElement) {
              const style = getComputedStyle(e);
              if (/auto|scroll/.test(style.overflowX)) break;
              if (style.textOverflow === "ellipsis" && e.scrollWidth > e.clientWidth) {
                cut.push("… " + node.data.trim().slice(0, 40));
                break;
              }
              if (style.display === "inline" || style.display === "contents") continue;
              const box = e.getBoundingClientRect();
              const wide = left < box.left - 1 || right > box.right + 1;
              const high = /hidden|clip/.test(style.overflowY) && (top < box.top - 2 || bottom > box.bottom + 2);
              if (wide || high) {
                cut.push(node.data.trim().slice(0, 40));
                break;
              }
              if (/absolute|fixed/.test(style.position)) break;
            }
          }
          return cut;
        }
        """
}
