import Web

extension Response {
    /// For an answer that holds a secret: neither a cache nor the browser's disk keeps it.
    func withNobodyKeeping() -> Response {
        var answer = self
        answer.headers.removeAll { $0.name == "Cache-Control" }
        return answer.with("Cache-Control", "no-store")
    }
}
