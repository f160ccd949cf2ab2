import Testing

@testable import Domain
@testable import TaskDomain

struct TextRulesTests {
    private func line(_ text: String, limit: Int = 500) -> Result<String, Failure> {
        do throws(Failure) {
            return .success(try TextRules.line(text, field: "title", limit: limit))
        } catch {
            return .failure(error)
        }
    }

    private func block(_ text: String, limit: Int = 65_536) -> Result<String, Failure> {
        do throws(Failure) {
            return .success(try TextRules.block(text, field: "description", byteLimit: limit))
        } catch {
            return .failure(error)
        }
    }

    @Test(
        "a line is as long as people count, whatever its characters are made of",
        arguments: ["a", "ä", "a\u{308}", "👩‍👩‍👧‍👦", "🇩🇪", "स्ते", "e\u{301}\u{323}"])
    func characters(one: String) {
        let whole = String(repeating: one, count: 500)
        #expect(line(whole) == .success(whole))
        #expect(line(whole + one) == .failure(Failure(.tooLong(500), field: "title")))
    }

    @Test("a character that never ends is too long, too")
    func endless() {
        let zalgo = "a" + String(repeating: "\u{301}", count: 8_000)
        #expect(zalgo.count == 1 && line(zalgo) == .failure(Failure(.tooLong(500), field: "title")))
    }

    @Test("a mark or a skin tone behind a space is no white space: the text is not empty")
    func marked() throws {
        #expect(try TextRules.line("\u{2002}\u{1F3FB}", field: "title", limit: 10) == "\u{1F3FB}")
        #expect(try TaskRules.comment(" \u{301}") == " \u{301}")
    }

    @Test("white space around a line is not part of it")
    func trimmed() {
        #expect(line(" \t\u{a0}\u{3000} Water the plants \n\r\n") == .success("Water the plants"))
        #expect(line(" a  b ") == .success("a  b"))
    }

    @Test("a line of nothing but white space is missing", arguments: ["", " ", "\n", "\t \u{2003}", "\r\n"])
    func empty(text: String) {
        #expect(line(text) == .failure(Failure(.required, field: "title")))
    }

    @Test("a line has no control character inside", arguments: Array(0...0x1f) + Array(0x7f...0x9f) + [0x2028, 0x2029])
    func lineControls(code: Int) {
        let text = "a" + String(Unicode.Scalar(UInt32(code))!) + "b"
        #expect(line(text) == .failure(Failure(.controlCharacter, field: "title")))
    }

    @Test("a block has no control character but tab and line feed", arguments: Array(0...0x1f) + Array(0x7f...0x9f))
    func blockControls(code: Int) {
        let text = "a" + String(Unicode.Scalar(UInt32(code))!) + "b"
        let isTaken = code == 9 || code == 10
        #expect(block(text) == (isTaken ? .success(text) : .failure(Failure(.controlCharacter, field: "description"))))
    }

    @Test("a block counts bytes, exactly to its limit")
    func bytes() {
        let most = String(repeating: "a", count: 65_536)
        #expect(block(most) == .success(most))
        #expect(block(most + "a") == .failure(Failure(.tooManyBytes(65_536), field: "description")))
        let wide = String(repeating: "ä", count: 32_768)
        #expect(block(wide) == .success(wide) && block(wide + "a") != .success(wide + "a"))
    }

    @Test("line ends as browsers send them become line feeds before they are counted")
    func lineEnds() {
        #expect(block("a\r\nb\r\n\r\nc\r\n") == .success("a\nb\n\nc\n"))
        #expect(block("\r\n") == .success("\n") && block("") == .success(""))
        #expect(block("a\r\nb", limit: 3) == .success("a\nb"))
        #expect(block("a\r\n\u{301}b") == .success("a\n\u{301}b"))
        for stray in ["a\rb", "\r", "a\r\r\nb"] {
            #expect(block(stray) == .failure(Failure(.controlCharacter, field: "description")))
        }
    }

    @Test("a block keeps its white space")
    func untouched() {
        #expect(block("  a\n\tb  \n") == .success("  a\n\tb  \n"))
    }
}
