import Domain
import Testing

@Suite("Addresses of tasks and entries in texts")
struct CitedAddressTests {
    private func found(_ text: String) -> [String] { CitedAddress.all(in: text).map(\.text) }

    @Test(
        "an address is found in a link, bare, in brackets and behind a site",
        arguments: [
            ("see [home](/memory/3/berlin) and", ["/memory/3/berlin"]),
            ("/tasks/7", ["/tasks/7"]),
            ("(/memory/3/chat:000001), then /tasks/12.", ["/memory/3/chat:000001", "/tasks/12"]),
            ("<https://Elwosa.Example:8443/memory/3/a%20b>", ["https://elwosa.example:8443/memory/3/a b"]),
            ("„/memory/3/größe“ gilt", ["/memory/3/größe"]),
            ("[a]: http://[::1]:8080/tasks/7 'title'", ["http://[::1]:8080/tasks/7"]),
            ("[x](/memory/3/end. \"title\") **/memory/3/bold**", ["/memory/3/end.", "/memory/3/bold"]),
            ("/memory/3/k?validAt=2020-01-01 /tasks/7#comment-2", ["/memory/3/k", "/tasks/7"]),
            ("/memory/3/gr%C3%B6%C3%9Fe /memory/3/gro\u{308}ße", ["/memory/3/größe", "/memory/3/größe"]),
            ("/tasks/1 /tasks/1 /tasks/2", ["/tasks/1", "/tasks/2"]),
        ])
    func found(text: String, addresses: [String]) {
        #expect(found(text) == addresses.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }

    @Test(
        "what only looks like one is none",
        arguments: [
            "a/memory/3/k", "https://x.org/a/memory/3/k", "//memory/3/k", "?u=/tasks/7", "/tasks/07", "/tasks/7a",
            "/tasks/7/comments", "/memory/3/k/versions", "/memory/3/", "/memory/0/k", "/memory/x/k", "/tasks/",
            "/memory/99999999999999999999/k", "/memory/3/%zz", "/memory/3/%ff", "/memory/spaces/3", "ftp./tasks/7",
        ])
    func none(text: String) { #expect(found(text) == []) }

    /// A scalar that no text has; the reader of Markdown puts one where a sign was escaped.
    private static let hidden = String(Unicode.Scalar(UInt32(0xfdd1))!)

    @Test(
        "a text begins with a path, whose length is that of what is written",
        arguments: [
            ("/tasks/7, then", "/tasks/7", 8), ("/memory/3/gr%C3%B6\u{df}e. End", "/memory/3/größe", 20),
            ("/memory/3/k" + hidden + "x", "/memory/3/k", 11), ("/memory/3/k?validAt=2020", "/memory/3/k", 11),
            ("/memory/3/a/versions", nil, 0), ("/tasks/07", nil, 0), ("/tasks/7/x", nil, 0), ("see /tasks/7", nil, 0),
            ("/memory/3/", nil, 0), ("/", nil, 0), ("", nil, 0),
        ] as [(String, String?, Int)])
    func path(text: String, address: String?, length: Int) {
        let found = CitedAddress.path(beginning: Array(text.unicodeScalars)[...])
        #expect(found?.address.text == address && found?.length ?? 0 == length)
    }

    @Test("a text of nothing else is looked through in time, and has so many at most")
    func bounded() {
        let many = (1...200).map { "/tasks/\($0)" }.joined(separator: " ")
        #expect(CitedAddress.all(in: many).count == CitedAddress.limit)
        let piece = "a.b:c/memory/1/" + String(repeating: "x", count: 2_100)
        let nasty = [
            String(repeating: "/memory/", count: 12_000), String(repeating: "/memory/1/", count: 10_000),
            String(repeating: "a", count: 100_000) + "/tasks/x", String(repeating: piece, count: 49),
        ]
        let clock = ContinuousClock()
        for text in nasty {
            var addresses = ["x"]
            let time = clock.measure { addresses = found(text) }
            #expect(addresses == [] && time < .seconds(20))
            let scalars = Array(text.unicodeScalars)
            let slashes = scalars.indices.filter { scalars[$0] == "/" }
            let paths = clock.measure { for slash in slashes { _ = CitedAddress.path(beginning: scalars[slash...]) } }
            #expect(paths < .seconds(20))
        }
    }
}
