/// One request as a gateway handed it over. It lives on one thread and ends with its answer.
package struct Request {
    package let method: Method
    package let path: Path
    package let parameters: Parameters
    package let body: RequestBody

    package init(method: Method, path: Path, parameters: Parameters, body: RequestBody) {
        self.method = method
        self.path = path
        self.parameters = parameters
        self.body = body
    }
}
