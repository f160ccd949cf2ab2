import Domain
import HTML
import MemoryDomain
import Texts
import Web

/// Pieces that the forms of memory share.
enum MemoryForm {
    /// Makes a form's POST change what it is about if that is still at this version.
    static func patch(version: Int64) -> HTML {
        "<input type=\"hidden\" name=\"_method\" value=\"PATCH\">\(StoredVersion.field(version))"
    }

    static let delete: HTML = "<input type=\"hidden\" name=\"_method\" value=\"DELETE\">"

    /// A failure that belongs to none of the fields.
    static func unplaced(_ failure: Failure?, fields: [String], _ texts: Texts) -> HTML? {
        guard let failure, failure.rule != .sentBefore, !fields.contains(failure.field ?? "") else { return nil }
        let sentence = failure.kind == .stale ? texts[failure.kind] : texts.sentence(failure)
        return "<p class=\"message bad\" role=\"alert\">\(sentence)</p>"
    }
}

extension Failure {
    /// As a form has it: what is wrong with one of a list, `tags[2]`, is wrong with its field.
    var ofEntryForm: Failure {
        guard let field, let rule else { return self }
        return Failure(rule, field: String(field.prefix { $0 != "[" }), kind: kind)
    }
}

extension PagePart {
    /// The reader may write entries in a space.
    func mayWrite(in detail: SpaceDetail) -> Bool { may(.memoryWrite) && detail.summary.role >= .writer }

    /// The reader may change the space itself.
    func mayManage(_ detail: SpaceDetail) -> Bool { may(.memoryWrite) && detail.summary.role == .owner }

    /// The way up to a space.
    func back(to detail: SpaceDetail) -> HTML {
        "<a class=\"back\" href=\"\(Link.space(detail.space.id))\">\(Icon.back.html)\(detail.space.name)</a>"
    }
}
