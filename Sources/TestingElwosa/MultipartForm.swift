/// A form with a file as a browser sends it.
public struct MultipartForm: Sendable {
    public var boundary = "----FormBoundary7MA4YWxkTrZu0gW"
    public var fields: [(name: String, value: String)]
    public var fileName: String
    public var content: [UInt8]

    public init(_ fields: [(name: String, value: String)], fileName: String, content: [UInt8]) {
        self.fields = fields
        self.fileName = fileName
        self.content = content
    }

    public var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    public var body: [UInt8] {
        let parts = fields.map { part("name=\"\($0.name)\"") + Array($0.value.utf8) }
        let file = part("name=\"file\"; filename=\"\(fileName)\"\r\nContent-Type: application/octet-stream") + content
        return (parts + [file]).reduce([]) { $0 + $1 + Array("\r\n".utf8) } + Array("--\(boundary)--\r\n".utf8)
    }

    private func part(_ parameters: String) -> [UInt8] {
        Array("--\(boundary)\r\nContent-Disposition: form-data; \(parameters)\r\n\r\n".utf8)
    }
}
