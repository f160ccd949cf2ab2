import Crypto
import Glibc
import HTML

/// The addresses of static files, each with a hash of its content, so that browsers may keep them for ever.
///
/// NGINX serves `www/live.js` as `/static/live.0123456789ab.js`; the hash changes with the file.
package struct Assets: Sendable {
    private let links: [String: Link]

    /// Reads the files named from the directory `www`; one that cannot be read keeps its plain address.
    ///
    /// - Shape: what `joined` holds was joined by `elwosa up` from parts in `directory`, and is served in their place.
    package init(directory: String, joined: String? = nil, files: [String] = Assets.files) {
        var links: [String: Link] = [:]
        for file in files {
            let bytes = joined.flatMap { Self.read("\($0)/\(file)") } ?? Self.read("\(directory)/\(file)")
            guard let bytes, let dot = file.lastIndex(of: ".") else { continue }
            let hash = Hexadecimal.encode(SHA256.hash(bytes).prefix(6))
            links[file] = Link.to("static", "\(file[..<dot]).\(hash)\(file[dot...])")
        }
        self.links = links
    }

    /// The files that pages link to.
    package static let files = ["app.css", "favicon.svg", "icon-180.png", "site.webmanifest"] + scripts + doorScripts

    /// The modules that make gestures quicker; every page works without them.
    package static let scripts = [
        "patch.js", "elwosa.js", "suggest.js", "keys.js", "board.js", "drafts.js", "hub.js", "live.js",
    ]

    /// Those of pages for whoever is not signed in.
    static let doorScripts = ["zone.js"]

    package subscript(_ file: String) -> Link { links[file] ?? Link.to("static", file) }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes.append(contentsOf: buffer[..<count])
        }
    }
}
