import Collation
import Crypto
import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// The end of a page, as a text that clients hand back unread.
enum ListCursor {
    static func text(_ key: JSON) -> String { Base64URL.encode(key.json) }

    static func text(_ key: [JSON]) -> String { text(.array(key)) }

    /// - Errors: `.malformed` on `after`.
    static func read(_ text: String) throws -> [JSON] {
        guard text.utf8.count <= 4_096, let bytes = Base64URL.decode(text),
            case .array(let key) = try? JSONParser.parse(bytes)
        else { throw wrong }
        return key
    }

    static func bindable(_ value: JSON) throws -> any Bindable {
        switch value {
        case .integer(let number): number
        case .number(let number): number
        case .string(let text): text
        default: throw wrong
        }
    }

    static var wrong: Failure {
        Failure(.malformed, "after: is not what a page before gave as its next.", field: "after")
    }
}
