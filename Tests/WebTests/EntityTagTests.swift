import Domain
import Testing

@testable import Web

struct EntityTagTests {
    /// `9ix` in the base of 36.
    private let life = Life(12_345)

    private func version(_ header: String?) throws(Failure) -> Int64? {
        try EntityTag.version(ifMatch: header, of: 7, in: life)
    }

    @Test("a tag is the life, the number and the version of what it stands for")
    func written() {
        #expect(EntityTag.of(7, version: 3, in: life) == "\"9ix-7-3\"")
        #expect(EntityTag.of(7, version: 3, in: life, beside: "a-1") == "\"9ix-7-3~a-1\"")
    }

    @Test(
        "If-Match asks for a version, whatever compression made of the tag",
        arguments: [
            ("\"9ix-7-3\"", 3), ("W/\"9ix-7-3\"", 3), (" W/\"9ix-7-3\" ", 3), ("\"9ix-8-1\", \"9ix-7-3\"", 3),
            ("\"x\",W/\"9ix-7-3\"", 3),
            ("\"9ix-7-9223372036854775807\"", .max), (nil, nil), ("*", nil),
        ] as [(String?, Int64?)])
    func matched(header: String?, expected: Int64?) throws {
        #expect(try version(header) == expected)
    }

    @Test(
        "a tag of something else is stale",
        arguments: [
            "\"9ix-8-3\"", "\"7-3\"", "\"-7-3\"", "\"9iy-7-3\"", "\"9IX-7-3\"", "\"09ix-7-3\"", "\"0-7-3\"",
            "\"9ix-7-3-\"",
            "\"9ix\"", "\"9ix-7\"", "\"9ix-73\"", "\"9ix-7-x\"", "\"9ix-07-3\"", "\"9ix-7-03\"", "\"9ix-7-+3\"",
            "\"9ix-7--3\"", "\"9ix--7-3\"",
            "\"9ix-7-3-1\"", "\"\"",
            "\"9ix-7-9223372036854775808\"",
        ])
    func stale(header: String) {
        #expect(throws: Failure(.stale, "If-Match: the resource has another version.", field: "If-Match")) {
            try version(header)
        }
    }

    @Test(
        "what is no tag is malformed",
        arguments: ["7-3", "\"7-3", "7-3\"", "\"", "w/\"7-3\"", "W/7-3", "\"7-3\" \"7-4\"x", "*,\"7-3\""])
    func malformed(header: String) {
        #expect(throws: Failure(.malformed, "If-Match: this is not an entity tag.", field: "If-Match")) {
            try version(header)
        }
    }

    @Test(
        "If-None-Match knows a tag in a list, weak or not",
        arguments: [
            ("\"9ix-7-3\"", true), ("W/\"9ix-7-3\"", true), ("\"a\", W/\"9ix-7-3\"", true), ("*", true),
            ("\"9ix-7-2\"", false), ("\"9iy-7-3\"", false), ("\"7-3\"", false), (nil, false), ("9ix-7-3", false),
            ("", false),
        ] as [(String?, Bool)])
    func known(header: String?, expected: Bool) {
        #expect(EntityTag.isKnown(EntityTag.of(7, version: 3, in: life), to: header) == expected)
    }
}
