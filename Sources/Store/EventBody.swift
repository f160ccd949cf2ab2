import Domain
import JSON

/// The content of an event, as it is kept beside the chain.
package enum EventBody {
    /// - Errors: `.internalFault` for a body that no event of ours has.
    package static func read(_ text: String) throws -> JSONObject {
        guard case .object(let object) = try? JSONParser.parse(Array(text.utf8)) else {
            throw Failure(.internalFault, "An event cannot be read.")
        }
        return object
    }

    /// The bodies that an event `text_erased` vouches for; none where its own is gone.
    package static func replaced(by content: JSONObject?) -> [(seq: Int64, digest: String)] {
        (content?["bodies"]?.items ?? []).compactMap { item in
            guard let body = item.object, let seq = body["event"]?.integer, let digest = body["digest"]?.string else {
                return nil
            }
            return (seq, digest)
        }
    }
}
