import Domain
import JSON

/// The body of an event as it is stored.
enum EventBody {
    /// - Errors: `.internalFault` for a body that no event of ours has.
    static func read(_ text: String) throws -> JSONObject {
        guard case .object(let object) = try? JSONParser.parse(Array(text.utf8)) else {
            throw Failure(.internalFault, "An event cannot be read.")
        }
        return object
    }
}
