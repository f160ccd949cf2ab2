import Domain

/// The limits of a project, in one place.
package enum ProjectRules {
    package static let nameLimit = 100
    package static let descriptionByteLimit = 16_384
    /// Projects that one account owns.
    package static let ownedLimit = 500
    /// Projects that one account is a member of, by others' doing too.
    package static let membershipLimit = 2_000
    /// Members of one project.
    package static let memberLimit = 500

    /// - Errors: `.invalid` on `name`: 1 to 100 characters on one line.
    package static func name(_ text: String) throws(Failure) -> String {
        try TextRules.line(text, field: "name", limit: nameLimit)
    }

    package static func description(_ text: String) throws(Failure) -> String {
        try TextRules.block(text, field: "description", byteLimit: descriptionByteLimit)
    }
}
