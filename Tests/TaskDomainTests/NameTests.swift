import Testing

@testable import Domain
@testable import TaskDomain

struct NameTests {
    private func refusal(_ text: String) -> Rule? {
        do throws(Failure) {
            _ = try AccountRules.name(text)
            return nil
        } catch {
            return error.rule
        }
    }

    @Test(
        "names that look like another one are that one",
        arguments: ["ada ", " Ada", "ＡＤＡ", "ada\u{3000}", "ａｄａ"])
    func twins(typed: String) throws {
        #expect(AccountRules.keys(of: typed).last == "ada")
        #expect(AccountRules.key(of: try AccountRules.name(typed)) == "ada")
    }

    @Test("a name typed in two spellings of Unicode is one name, and stored in one")
    func spellings() throws {
        #expect(Array(try AccountRules.name("Ba\u{308}r").utf8) == Array("Bär".utf8))
        #expect(AccountRules.key(of: "ba\u{308}r") == AccountRules.key(of: "BÄR"))
        #expect(try AccountRules.name("Ada   Lovelace") == "Ada Lovelace")
        #expect(AccountRules.key(of: "ΣΑΣ") == "σας")
    }

    @Test(
        "what hides in a name, or shows it in another order, is refused",
        arguments: [
            "ada\u{200b}", "ada\u{202e}", "\u{2066}ada\u{2069}", "a\u{ad}da", "ada\u{e0061}", "ada\u{feff}", "\u{200d}",
            "\u{3164}", "\u{2800}", "\u{301}", "a \u{301}b", "😀", "ﬁ", "①", "ada\u{200d}", "אa",
        ])
    func hidden(name: String) { #expect(refusal(name) == .nameCharacters) }

    @Test(
        "names of many scripts are names",
        arguments: [
            "Ada", "Ada Lovelace", "ada@example.org", "Bär", "Ζωή", "Юлия", "דנה", "ليلى", "نمی\u{200c}خواهم", "山田太郎",
            "김민수", "अदा", "பிரியா",
        ])
    func scripts(name: String) throws { #expect(try AccountRules.name(name) == name) }

    @Test(
        "a name does not say what the log and the queries say of somebody else",
        arguments: [
            ("account:1", Rule.nameCharacters), ("nobody", .reservedName), ("NOBODY", .reservedName),
            ("program:elwosa", .nameCharacters), ("Me", .reservedName), ("ｎｏｎｅ", .reservedName),
            ("Command Line", .reservedName),
        ])
    func reserved(name: String, rule: Rule) { #expect(refusal(name) == rule) }

    @Test("labels are one name in any spelling, whatever is in them that nobody sees, and keep their marks")
    func labels() {
        #expect(LabelRules.key(of: "Ba\u{308}r") == LabelRules.key(of: "bär"))
        #expect(LabelRules.key(of: "bug\u{200b}") == "bug" && LabelRules.key(of: "b\u{ad}ug") == "bug")
        #expect(LabelRules.key(of: "Bär") != LabelRules.key(of: "Bar"))
        #expect(LabelRules.key(of: "👩\u{200d}👧") != LabelRules.key(of: "👩👧"))
    }
}

struct LegibleTextTests {
    private func title(_ text: String) -> Result<String, Failure> {
        do throws(Failure) {
            return .success(try TaskRules.title(text))
        } catch {
            return .failure(error)
        }
    }

    @Test(
        "what has nothing to see is no title, no label, no project and no comment",
        arguments: [
            "\u{200b}", "\u{2060}\u{200d}", "\u{3164}", "\u{2800}", "\u{1d159}", "\u{fe0f}", "\u{ad}",
            "\u{202e}\u{202c}",
            "\u{e0041}", "\u{34f}", "\u{2066}\u{2069}", "\u{180e}", "\u{fff9}",
        ])
    func unseen(text: String) throws {
        #expect(title(text) == .failure(Failure(.unseen, field: "title")))
        #expect(throws: Failure(.unseen, field: "name")) { try LabelRules.name(text) }
        #expect(throws: Failure(.unseen, field: "name")) { try ProjectRules.name(text) }
        let isEmpty = LegibleText.cleaned(text).isEmpty
        #expect(throws: Failure(isEmpty ? .required : .unseen, field: "text")) { try TaskRules.comment(text) }
    }

    @Test("overrides, embeddings and tags are taken out of lines and blocks")
    func takenOut() throws {
        #expect(title("pay \u{202e}eruces\u{202c}") == .success("pay eruces"))
        #expect(title("a\u{202a}\u{202b}\u{202d}b") == .success("ab"))
        #expect(title("read\u{e0001}\u{e0068}\u{e0069}\u{e007f}") == .success("read"))
        #expect(try TaskRules.description("a\n\u{202e}b\u{e0068}") == "a\nb")
        #expect(title("🏴\u{e0068}\u{e0069}") == .success("🏴"))
        let hidden = "ignore".unicodeScalars.map { String(Unicode.Scalar($0.value + 0xe0000)!) }.joined()
        #expect(title("🏴\(hidden)x") == .success("🏴x"))
        #expect(title("🏴\(hidden)\(hidden)\u{e007f}") == .success("🏴"))
    }

    @Test(
        "marks, isolates, joiners and emoji stay whole",
        arguments: [
            "\u{2067}שלום\u{2069} a", "👩‍👩‍👧‍👦", "❤️", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", "🇩🇪", "👍🏽",
            "1️⃣",
            "نمی\u{200c}خواهم", "क्\u{200d}ष", "ก\u{e33}", "a\u{200b}b", "🏳️‍🌈",
        ])
    func whole(text: String) throws {
        #expect(title(text) == .success(text))
        #expect(Array(try TaskRules.title(text).utf8) == Array(text.utf8))
        #expect(try TaskRules.description(text) == text)
    }

    @Test("a title is stored in one spelling")
    func composed() throws { #expect(Array(try TaskRules.title("Ba\u{308}r").utf8) == Array("Bär".utf8)) }
}
