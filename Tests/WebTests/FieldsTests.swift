import Domain
import HTML
import Input
import JSON
import Testing
import TestingElwosa

@testable import Web

struct FieldsTests {
    private func json(_ text: String) throws -> Fields {
        Fields(try BodyReader.object(Array(text.utf8), contentType: "application/json"))
    }

    private func form(_ text: String) throws -> Fields { Fields(sent: try Form(text.utf8, field: "body")) }

    private enum Colour: String, CaseIterable { case red, green }

    @Test("null and absent are two things where a field may be null, and null is no text elsewhere")
    func null() throws {
        var fields = try json(#"{"a": null, "b": "x"}"#)
        #expect(try fields.textOrNull("a") == .some(nil) && fields.textOrNull("b") == .some("x"))
        #expect(try fields.textOrNull("c") == nil && fields.text("c") == nil)
        #expect(throws: Failure(.type("a string"), field: "a")) { try fields.text("a") }
        #expect(throws: Failure(.type("a string"), field: "a")) { try fields.requiredText("a") }
        #expect(throws: Failure(.required, field: "c")) { try fields.requiredText("c") }
    }

    @Test("whatever rule an address's parameter breaks, the request is a broken one, and the parameter is named")
    func parameters() throws {
        func asked(_ text: String) throws(Failure) -> Int {
            var fields = Fields(sent: try Form(text.utf8, field: "query"))
            return try fields.parameters { fields throws(Failure) in try fields.limit(in: 1...9, usual: 5) }
        }
        #expect(try asked("") == 5 && asked("limit=9") == 9)
        let broken: [(String, Rule, String)] = [
            ("limit=x", .type("an integer"), "limit"), ("limit=10", .range(1, 9), "limit"),
            ("limit=99999999999999999999", .type("an integer"), "limit"), ("limit=1&limit=2", .doubled, "limit"),
            ("other=1", .unknownField, "other"),
        ]
        for (text, rule, field) in broken {
            #expect(throws: Failure(rule, field: field, kind: .malformed)) { try asked(text) }
        }
        var fields = try form("")
        #expect(throws: Failure(.conflict, "x")) {
            try fields.parameters { _ throws(Failure) in throw Failure(.conflict, "x") }
        }
    }

    @Test("the way back is a path of this site that a form named, and none of JSON's")
    func returnLink() throws {
        func back(_ fields: Fields) throws(Failure) -> Link? {
            var fields = fields
            return try fields.returnLink()
        }
        let sent = "\(ReturnLink.name)=%2Ftasks%3Fq%3Da"
        #expect(try back(form(sent)) == Link("/tasks?q=a") && form(sent).typedReturnLink == Link("/tasks?q=a"))
        for elsewhere in ["", "next=", "next=https%3A%2F%2Fevil.example", "next=%2F%2Fevil.example", "next=tasks"] {
            #expect(try back(form(elsewhere)) == nil && form(elsewhere).typedReturnLink == nil, "\(elsewhere)")
        }
        #expect(try back(json(#"{"next": "/tasks"}"#)) == nil)
        let field = Markup(ReturnLink.field(Link("/tasks?q=a&b")).text).root.all("input").first
        #expect(field?["name"] == ReturnLink.name && field?["value"] == "/tasks?q=a&b" && field?["type"] == "hidden")
        #expect(Link.to("auth", "proof", query: ReturnLink.query(Link("/a"))).address == "/auth/proof?next=%2Fa")
    }

    @Test("a field of another type is refused, and the type is named")
    func types() throws {
        var fields = try json(#"{"a": 1, "b": "1", "c": 1.0, "d": [1], "e": true, "f": {}, "g": ["x", 2]}"#)
        #expect(throws: Failure(.type("a string"), field: "a")) { try fields.text("a") }
        #expect(throws: Failure(.type("a string or null"), field: "d")) { try fields.textOrNull("d") }
        for name in ["b", "c", "e", "f"] {
            #expect(throws: Failure(.type("an integer"), field: name)) { try fields.integer(name) }
        }
        for name in ["a", "b", "f"] {
            #expect(throws: Failure(.type("true or false"), field: name)) { try fields.bool(name) }
        }
        #expect(throws: Failure(.type("an array of strings"), field: "b")) { try fields.texts("b") }
        #expect(throws: Failure(.type("a string"), field: "g[1]")) { try fields.texts("g") }
        #expect(throws: Failure(.type("a string"), field: "a")) { try fields.choice("a", Colour.self) }
    }

    @Test("JSON and forms mean the same where both can say it")
    func sources() throws {
        for fields in [
            try json(#"{"t":"x","n":-7,"b":true,"l":["a","b"],"c":"red"}"#), try form("t=x&n=-7&b=on&l=a&l=&l=b&c=red"),
        ] {
            var fields = fields
            #expect(try fields.text("t") == "x" && fields.integer("n") == -7 && fields.bool("b") == true)
            #expect(try fields.texts("l") == ["a", "b"] && fields.choice("c", Colour.self) == .red)
            #expect(throws: Never.self) { try fields.finish() }
        }
    }

    @Test("a form says true and false in words, and integers in digits")
    func formValues() throws {
        var fields = try form("a=true&b=1&c=false&d=off&e=0&f=yes&g=&h=9223372036854775808&i=1.0&j=+1&k= ")
        #expect(try fields.bool("a") == true && fields.bool("b") == true)
        #expect(try fields.bool("c") == false && fields.bool("d") == false && fields.bool("e") == false)
        for name in ["f", "g"] {
            #expect(throws: Failure(.type("true or false"), field: name)) { try fields.bool(name) }
        }
        for name in ["g", "h", "i", "j", "k"] {
            #expect(throws: Failure(.type("an integer"), field: name)) { try fields.integer(name) }
        }
        #expect(try fields.integer("none") == nil && fields.bool("none") == nil && fields.texts("none") == nil)
    }

    @Test("a value that is not one of a few is refused with the few")
    func choice() throws {
        var fields = try json(#"{"c": "blue", "d": "Red"}"#)
        for name in ["c", "d"] {
            #expect(throws: Failure(.oneOf(["red", "green"]), field: name)) { try fields.choice(name, Colour.self) }
        }
    }

    @Test("a field that nobody asked for is refused by its name")
    func unknown() throws {
        for fields in [try json(#"{"title":"x","titel":"y"}"#), try form("title=x&titel=y")] {
            var fields = fields
            #expect(try fields.text("title") == "x")
            #expect(throws: Failure(.unknownField, field: "titel")) { try fields.finish() }
        }
        // What any form of ours carries is a field of none of them, and of no JSON.
        #expect(throws: Never.self) { try form("formToken=x&_method=DELETE").finish() }
        #expect(throws: Failure(.unknownField, field: "formToken")) { try json(#"{"formToken":"x"}"#).finish() }
        #expect(throws: Failure(.unknownField, field: String(repeating: "n", count: 100))) {
            try json("{\"\(String(repeating: "n", count: 500))\":1}").finish()
        }
    }

    @Test("a field that stands twice in a form is refused, but where a list is asked for")
    func doubled() throws {
        var fields = try form("a=1&a=2")
        #expect(throws: Failure(.doubled, field: "a", kind: .malformed)) { try fields.text("a") }
        #expect(throws: Failure(.doubled, field: "a", kind: .malformed)) { try fields.integer("a") }
        #expect(try fields.texts("a") == ["1", "2"])
    }

    @Test("a form shown again has what was typed, even where it is wrong")
    func typed() throws {
        #expect(try form("a=x").typed("a") == "x" && form("a=x").typed("b") == nil)
        #expect(try json(#"{"a":"x"}"#).typed("a") == nil)
    }
}
