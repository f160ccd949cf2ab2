import HTML

extension QRCode {
    /// The code as a picture within a page, dark on light whatever the page's colours are, since cameras want it so.
    ///
    /// - Shape: one `<svg>` with a quiet zone of four modules and one path; no style, which the content policy forbids.
    package func svg(label: String) -> HTML {
        let side = size + 8
        return """
            <svg class="qr" viewBox="0 0 \(side) \(side)" role="img" aria-label="\(label)" shape-rendering="crispEdges">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
            """
    }

    /// Each run of dark modules in a row is one rectangle.
    private var path: String {
        var path = ""
        for row in 0..<size {
            var column = 0
            while column < size {
                let start = column
                while column < size, isDark(row: row, column: column) { column += 1 }
                if column > start { path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z" }
                if column == start { column += 1 }
            }
        }
        return path
    }
}
