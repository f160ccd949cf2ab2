import Domain
import Input
import Testing

@testable import Web

struct ParameterBytesTests {
    private func parameters(_ lines: [[UInt8]]) -> Parameters {
        var parameters = Parameters()
        for line in lines { line.withUnsafeBufferPointer { parameters.append($0) } }
        return parameters
    }

    @Test("bytes come as they were sent, where text is repaired")
    func bytes() {
        let broken = parameters([Array("QUERY_STRING=q=".utf8) + [0xff, 0xfe]])
        #expect(Array(broken.bytes(of: "QUERY_STRING")) == Array("q=".utf8) + [0xff, 0xfe])
        #expect(broken["QUERY_STRING"] == "q=\u{fffd}\u{fffd}")
        #expect(broken.bytes(of: "REQUEST_URI").isEmpty)
        #expect(throws: Failure.self) { try Form(broken.bytes(of: "QUERY_STRING"), field: "query") }
    }

    @Test("a name stands twice whatever its values are, and not where it is only the beginning of another")
    func doubled() {
        let lines = ["A=1", "B=", "A=1", "BB=2", "B_=3", "C"].map { Array($0.utf8) }
        #expect(parameters(lines).isDoubled("A"))
        for name: StaticString in ["B", "BB", "C", "D"] { #expect(!parameters(lines).isDoubled(name)) }
    }
}
