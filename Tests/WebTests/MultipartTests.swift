import Domain
import Input
import Testing
import TestingElwosa

@testable import Web

/// Hands a body on in pieces of any size, as a network does.
private final class PiecesSource: ByteSource {
    private var rest: ArraySlice<UInt8>
    private var random: SeededRandom
    private let piece: Int

    init(_ bytes: [UInt8], seed: UInt64, piece: Int = 40) {
        rest = bytes[...]
        self.piece = piece
        random = SeededRandom(seed: seed)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, rest.count, Int.random(in: 1...piece, using: &random))
        buffer.copyBytes(from: rest.prefix(count))
        rest.removeFirst(count)
        return count
    }
}

@Suite("Forms with a file")
struct MultipartTests {
    /// The parts that were read: the fields, the file's name and its content.
    private struct Sent: Equatable {
        var fields: [[String]]
        var fileName: String?
        var content: [UInt8] = []
    }

    private func read(
        _ bytes: [UInt8], type: String = "multipart/form-data; boundary=b", limit: Int = 1_000_000, seed: UInt64 = 1
    ) throws(Failure) -> Sent {
        let body = RequestBody(PiecesSource(bytes, seed: seed), announcedLength: bytes.count)
        let (form, upload) = try Upload.read(body, contentType: type, limit: limit)
        var sent = Sent(fields: form.pairs.map { [$0.name, $0.value] }, fileName: upload?.fileName)
        while let piece = try upload?.next(), !piece.isEmpty { sent.content += piece }
        return sent
    }

    private func read(_ text: String) throws(Failure) -> Sent { try read(Array(text.utf8)) }

    private static func part(_ disposition: String, _ content: String) -> String {
        "--b\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n\(content)\r\n"
    }

    @Test("any content comes through as it was sent, however it is cut", arguments: 1...40)
    func whole(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        // What looks most like a boundary and is none.
        let pieces = ["\r", "\n", "-", "--", "\r\n--", "\r\n--b", "--b--", "\r\n-", "x", "\0", "ü"].map {
            Array($0.utf8)
        }
        var content: [UInt8] = []
        for _ in 0..<Int.random(in: 0..<400, using: &random) { content += pieces.randomElement(using: &random)! }
        var form = MultipartForm(
            [(name: "a", value: "1"), (name: "ä", value: "zwei\r\nZeilen")], fileName: "Übersicht 🌱.jsonl",
            content: content)
        form.boundary = "bq9'()+_,-./:=?"
        let sent = try read(form.body, type: "multipart/form-data; boundary=\"\(form.boundary)\"", seed: seed)
        #expect(sent.fields == [["a", "1"], ["ä", "zwei\r\nZeilen"]] && sent.fileName == "Übersicht 🌱.jsonl")
        #expect(sent.content == content)
    }

    @Test(
        "names are read as browsers and programs write them",
        arguments: [
            (#"name="file"; filename="a \"b\".txt""#, #"a "b".txt"#),
            (#"name="file"; filename="a %22b%22.txt""#, #"a "b".txt"#),
            (#"name=file; filename=plain.txt"#, "plain.txt"), (#"name="file" ; filename="""#, ""),
            (#"filename="C:\x\y.txt"; name="file""#, #"C:\x\y.txt"#),
            (#"name="file"; filename="a;b=c.txt""#, "a;b=c.txt"),
        ])
    func names(disposition: String, name: String) throws {
        #expect(try read(Self.part(disposition, "x") + "--b--").fileName == name)
    }

    @Test("a form without a file has its fields, and none at all is one too")
    func noFile() throws {
        #expect(try read(Self.part(#"name="a""#, "") + "--b--\r\n") == Sent(fields: [["a", ""]]))
        #expect(try read("--b--") == Sent(fields: []))
    }

    @Test(
        "what the RFC does not have is refused, and the rule is named",
        arguments: [
            ("", "within a boundary"), ("x--b--", "begin with its boundary"), ("--c\r\n", "begin with its boundary"),
            ("--b", "within a boundary"), ("--bx\r\n", "does not end its line"), ("--b\r\n", "within the headers"),
            ("--b\r\n\r\nx\r\n--b--", "missing or not UTF-8"), ("--b\r\nA: b\r\n\r\nx\r\n--b--", "with a name"),
            ("--b\r\nno colon\r\n\r\nx\r\n--b--", "no colon"),
            (part(#"name="a""#, "x"), "the last boundary is missing"),
            (part(#"name="a""#, "x") + "--b--\r\nmore", "after the last boundary"),
            (part(#"name="a"; name="b""#, "x") + "--b--", "with a name"),
            (part(#"name="a"#, "x") + "--b--", "with a name"),
            (part(#"name="a"; filename*=UTF-8''x"#, "x") + "--b--", "filename*"),
            (part(#"name="a"; filename="x"; filename="y""#, "x") + "--b--", "more than one filename"),
            (part("name=\"a%0D\"", "x") + "--b--", "control characters"),
            (part("name=\"a\u{7f}\"", "x") + "--b--", "control"),
            (part("name=\"a\"", "x\0") + "--b--", "not UTF-8"),
            (
                part("name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "x") + "--b--",
                "one Content-Disposition"
            ),
            (part("name=\"a\"\r\nContent-Transfer-Encoding: base64", "x") + "--b--", "Content-Transfer-Encoding"),
            (part(#"name="f"; filename="f""#, "x"), "the last boundary is missing"),
            (
                "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nx",
                "the last boundary is missing"
            ),
        ] as [(String, String)])
    func refused(text: String, words: String) throws {
        let failure = try #require(throws: Failure.self) { try read(text) }
        #expect(failure.kind == .malformed && failure.field == "body" && failure.message.contains(words))
    }

    @Test(
        "a boundary is 1 to 70 of the characters that it may have",
        arguments: [
            "", "; boundary=", "; boundary=a;boundary=b", "; boundary=a#b", "; boundary=\"a \"", "; boundary=\"a",
        ])
    func boundary(parameter: String) throws {
        for parameter in [parameter, "; boundary=" + String(repeating: "x", count: 71)] {
            let failure = try #require(throws: Failure.self) {
                try read(Array("--a--".utf8), type: "multipart/form-data\(parameter)")
            }
            #expect(failure.kind == .malformed && failure.field == "Content-Type")
        }
    }

    @Test("a small file may stand anywhere among the fields")
    func anywhere() throws {
        let file = Self.part(#"name="file"; filename="f""#, "x\r\ny")
        let (first, second) = (Self.part(#"name="a""#, "1"), Self.part(#"name="b""#, "2"))
        for text in [file + first + second, first + file + second, first + second + file] {
            let sent = try read(text + "--b--")
            #expect(sent == Sent(fields: [["a", "1"], ["b", "2"]], fileName: "f", content: Array("x\r\ny".utf8)))
        }
        let failure = try #require(throws: Failure.self) { try read(file + first + file + "--b--") }
        #expect(failure == Failure(.doubled, field: "file", kind: .malformed))
    }

    @Test("a field behind a file that is too large to be kept is named, and the fields before it are known")
    func late() throws {
        let content = String(repeating: "x", count: Upload.keptLimit + 1)
        let text =
            Self.part(#"name="a""#, "1") + Self.part(#"name="file"; filename="f""#, content)
            + Self.part(#"name="columns""#, "title") + "--b--"
        let body = RequestBody(PiecesSource(Array(text.utf8), seed: 1, piece: 16_384), announcedLength: text.utf8.count)
        let (form, upload) = try Upload.read(body, contentType: "multipart/form-data; boundary=b", limit: 1 << 23)
        let file = try #require(upload)
        #expect(form.pairs.map(\.value) == ["1"] && !file.isWhole)
        var count = 0
        let failure = try #require(throws: Failure.self) {
            while case let piece = try file.next(), !piece.isEmpty { count += piece.count }
        }
        #expect(count == content.utf8.count && failure.field == "columns" && failure.kind == .malformed)
        #expect(failure.message == "columns: it has to stand before a file of more than 4 MiB.")
    }

    @Test("parts, headers, fields and the whole are bounded")
    func limits() throws {
        let many = String(repeating: Self.part(#"name="a""#, "x"), count: 120)
        #expect(try read(many + "--b--").fields.count == 120)
        let long = String(repeating: "x", count: 65_536)
        #expect(try read(Self.part(#"name="a""#, long) + "--b--").fields == [["a", long]])
        for text in [
            many + Self.part(#"name="a""#, "x") + "--b--", Self.part(#"name="a""#, long + "x") + "--b--",
            Self.part("name=\"\(String(repeating: "n", count: 4_096))\"", "x") + "--b--",
        ] {
            let failure = try #require(throws: Failure.self) { try read(text) }
            #expect(failure.kind == .malformed && failure.message.contains("at most"))
        }
        let failure = try #require(throws: Failure.self) {
            try read(Array((Self.part(#"name="f"; filename="f""#, long) + "--b--").utf8), limit: 65_536)
        }
        #expect(failure.kind == .tooLarge)
    }

    @Test("whatever is sent, it is read or refused", arguments: 1...20)
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let good = Array((Self.part(#"name="a""#, "1") + Self.part(#"name="f"; filename="f""#, "x") + "--b--").utf8)
        for _ in 0..<200 {
            var bytes = Bool.random(using: &random) ? good : random.bytes(Int.random(in: 0..<200, using: &random))
            for _ in 0..<Int.random(in: 0..<6, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: "\r\n--b".utf8, at: place)
                }
            }
            do throws(Failure) {
                let sent = try read(bytes, seed: seed)
                #expect(sent.content.count <= bytes.count)
            } catch {
                #expect(error.kind == .malformed)
            }
        }
    }

    @Test("a file is the caller's own, and only an address that takes one reads it")
    func gate() throws {
        let routes = [
            Route(.post, "/files", needs: .tasksWrite, takesFile: true) { exchange throws(Failure) in
                guard let upload = exchange.upload else { return Response(.noContent) }
                var count = 0
                while case let piece = try upload.next(), !piece.isEmpty { count += piece.count }
                return exchange.json(.ok, "\(upload.fileName) \(count)")
            },
            Route(.post, "/notes", needs: .tasksWrite) { exchange throws(Failure) in
                _ = try exchange.fields()
                return Response(.noContent)
            },
        ]
        let site = SampleSite.make(routes)
        func send(_ target: String, token: Person?, as person: Person?, bytes: Int = 5_000) -> TestReply {
            let fields = token.map { [(name: "formToken", value: $0.formToken(key: DirectSite.formKey))] } ?? []
            let form = MultipartForm(fields, fileName: "ü.txt", content: [UInt8](repeating: 65, count: bytes))
            var request = TestRequest("POST", target).with("Content-Type", form.contentType)
            request.body = form.body
            request.announcedLength = form.body.count
            return site.send(request.signed(as: person))
        }
        #expect(send("/files", token: .ben, as: .ben).text == "\"ü.txt 5000\"")
        #expect(
            send("/files", token: .ada, as: .ben).status == 403 && send("/files", token: nil, as: .ben).status == 403)
        #expect(
            send("/files", token: .cleo, as: .cleo).status == 403 && send("/files", token: nil, as: nil).status == 401)
        #expect(send("/notes", token: .ben, as: .ben).status == 413)
        #expect(send("/notes", token: .ben, as: .ben, bytes: 10).status == 415)
    }
}
