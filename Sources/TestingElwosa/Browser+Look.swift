/// The look of a page, as far as it can be measured.
extension Browser {
    /// The page as it is shown now against WCAG 2.2 AA and the limits of a narrow screen.
    ///
    /// - Shape: a sentence for each fault; empty for a good page.
    /// - Source: 1.4.3 (contrast of text), 1.4.10 (no scrolling sideways), 2.5.8 (targets of 24 CSS pixels; a link in
    ///   a line of text may be smaller).
    package func lookFaults() throws -> [String] {
        try evaluate("(\(Self.measure))()") as? [String] ?? ["the page could not be measured"]
    }

    private static let measure = """
        () => {
          const faults = [];
          const parse = (text) => text.match(/[\\d.]+/g).map(Number);
          const light = ([r, g, b]) => {
            const [x, y, z] = [r, g, b].map((v) => v / 255)
              .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
          };
          const ground = (element) => {
            for (let e = element; e; e = e.parentElement) {
              const color = parse(getComputedStyle(e).backgroundColor);
              if (color.length < 4 || color[3] === 1) return color;
            }
            return [255, 255, 255];
          };
          const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
            && !e.closest(".unseen, svg, option");
          const name = (e) => `<${e.localName} ${e.className}> ${e.textContent.trim().slice(0, 30)}`;
          // A phone shrinks a page that is too wide, so that it fits innerWidth.
          if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.push("scrolls sideways");
          const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node; (node = words.nextNode()); ) {
            const e = node.parentElement;
            if (!node.data.trim() || !seen(e)) continue;
            const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < 4.5) faults.push(`${ratio.toFixed(2)} : 1 ${name(e)}`);
          }
          for (const e of document.querySelectorAll("button, input:not([type=hidden]), select, textarea, a[href]")) {
            const box = e.getBoundingClientRect();
            const inText = e.localName === "a" && getComputedStyle(e).display === "inline";
            if (seen(e) && !inText && (box.width < 24 || box.height < 24)) {
              faults.push(`${Math.round(box.width)} × ${Math.round(box.height)} ${name(e)}`);
            }
          }
          return faults;
        }
        """
}
