/// One request as a gateway handed it over. It lives on one thread and ends with its answer.
public struct Request {
    public let method: Method
    public let path: Path
    public let parameters: Parameters
    public let body: RequestBody

    public init(method: Method, path: Path, parameters: Parameters, body: RequestBody) {
        self.method = method
        self.path = path
        self.parameters = parameters
        self.body = body
    }
}
