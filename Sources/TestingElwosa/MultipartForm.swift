/// A form with a file as a browser sends it.
package struct MultipartForm: Sendable {
    package var boundary = "----FormBoundary7MA4YWxkTrZu0gW"
    package var fields: [(name: String, value: String)]
    /// The fields behind the file.
    package var later: [(name: String, value: String)] = []
    package var fileName: String
    package var content: [UInt8]
    /// False where a page carries on what was a file before, as a field without a name of a file.
    package var isNamed = true

    package init(_ fields: [(name: String, value: String)], fileName: String, content: [UInt8]) {
        self.fields = fields
        self.fileName = fileName
        self.content = content
    }

    package var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    package var body: [UInt8] {
        let field = { (field: (name: String, value: String)) in
            self.part("name=\"\(field.name)\"") + Array(field.value.utf8)
        }
        let head = "; filename=\"\(fileName)\"\r\nContent-Type: application/octet-stream"
        let file = part("name=\"file\"\(isNamed ? head : "")") + content
        return (fields.map(field) + [file] + later.map(field)).reduce([]) { $0 + $1 + Array("\r\n".utf8) }
            + Array("--\(boundary)--\r\n".utf8)
    }

    private func part(_ parameters: String) -> [UInt8] {
        Array("--\(boundary)\r\nContent-Disposition: form-data; \(parameters)\r\n\r\n".utf8)
    }
}
