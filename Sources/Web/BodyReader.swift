import Domain
import Input
import JSON

/// A body as far as it is read before anybody knows who sent it: all of it, but for a file.
struct SentBody {
    /// nil where there was none, or it is a form with a file.
    var bytes: [UInt8]?
    var form: Form?
    var upload: Upload?
}

/// Reads request bodies by their content type.
enum BodyReader {
    static let formType = "application/x-www-form-urlencoded"

    /// The type without its parameters, in lower case; nil where none was sent.
    static func mediaType(_ contentType: String?) -> String? {
        guard var contentType, !contentType.isEmpty else { return nil }
        return contentType.withUTF8 { text in
            let type = UnsafeBufferPointer(rebasing: text[..<(text.place(of: ";") ?? text.count)]).trimmed
            return String(decoding: type, as: UTF8.self).lowercased()
        }
    }

    /// - Errors: `.unsupportedType` on `Content-Type`; `.malformed` on `body` with the place, for what is not one JSON
    ///   object.
    static func object(_ bytes: [UInt8], contentType: String?) throws(Failure) -> JSONObject {
        let type = mediaType(contentType)
        // A request without a body says nothing, whatever type it names: `POST /tasks/7/completion` needs no more.
        if bytes.isEmpty, type == nil || type == "application/json" { return JSONObject() }
        guard let type, type == "application/json" || type == "application/merge-patch+json" else {
            throw Failure(
                .unsupportedType, "Content-Type: send application/json or \(formType).", field: "Content-Type")
        }
        let value: JSON
        do throws(JSONError) {
            value = try JSONParser.parse(bytes)
        } catch {
            throw Failure(.malformed, "body: \(error.message) (byte \(error.offset))", field: "body")
        }
        guard case .object(let object) = value else {
            throw Failure(.malformed, "body: a JSON object was expected, not \(value.kind).", field: "body")
        }
        return object
    }
}
