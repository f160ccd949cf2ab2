import Foundation
import Settings
import Supervisor

/// The files of `www/` as a browser gets them: those that are joined from parts, joined.
package enum StaticFile {
    /// The stylesheet, as `elwosa up` would write it.
    package static func stylesheet() throws -> String { try Stylesheet(settings()).text() }

    /// - Errors: no such file.
    package static func page(_ name: String) throws -> LoopbackPages.Answer {
        name == "app.css"
            ? .init(text: try stylesheet(), type: "text/css") : try .init(file: "\(settings().www)/\(name)")
    }

    /// The settings of this checkout, without those of a site that somebody runs in it.
    private static func settings() throws -> Settings { try Settings.load(environment: ["ELWOSA_STATE": "/nowhere"]) }
}
