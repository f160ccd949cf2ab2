import Crypto
import NIOHTTP1
import Web

/// The answer to a WebSocket handshake.
///
/// - Source: RFC 6455, section 4.2.2.
enum Handshake {
    static func headers(_ key: String) -> [(name: String, value: String)] {
        let proof = Base64.encode(SHA1.hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
        return [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", proof)]
    }
}

extension HTTPRequestHead {
    var webSocketKey: String? { headers.first(name: "Sec-WebSocket-Key") }
}

extension Parameters {
    /// The request's parameters: NGINX's headers, under the names that a gateway gives them (RFC 3875).
    ///
    /// NGINX tells what it knows of the client in headers that begin with `X-Elwosa-`, and takes those of clients away.
    init(_ head: HTTPRequestHead) {
        let query = head.uri.firstIndex(of: "?").map { String(head.uri[head.uri.index(after: $0)...]) } ?? ""
        var pairs = [
            ("REQUEST_METHOD", head.method.rawValue), ("REQUEST_URI", head.uri), ("QUERY_STRING", query),
            ("SERVER_PROTOCOL", "HTTP/1.1"),
        ]
        for (name, value) in head.headers {
            let name = name.uppercased()
            switch name {
            case "CONTENT-TYPE": pairs.append(("CONTENT_TYPE", value))
            case "CONTENT-LENGTH": pairs.append(("CONTENT_LENGTH", value))
            case "X-ELWOSA-ADDRESS": pairs.append(("REMOTE_ADDR", value))
            case "X-ELWOSA-REQUEST": pairs.append(("REQUEST_ID", value))
            case "X-ELWOSA-SCHEME": pairs.append(("REQUEST_SCHEME", value))
            // RFC 9110: a name may have an underscore, and then would look like another one's.
            case _ where name.contains("_") || name == "PROXY": break
            default: pairs.append(("HTTP_" + name.replacing("-", with: "_"), value))
            }
        }
        self.init(pairs)
    }
}

/// Base64 with the plain alphabet and padding (RFC 4648, section 4).
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        let text = Base64URL.encode(bytes).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        return String(text) + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
    }
}
