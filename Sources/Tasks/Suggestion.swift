import HTML
import JSON
import TaskTexts
import Texts

/// One way to go on from what somebody is typing.
struct Suggestion: JSONWritable {
    let kind: Kind
    /// As it is shown.
    let name: String
    var leads: Lead
    /// The kind in the reader's language.
    let kindName: String

    enum Kind: String {
        case task, entry, term, label, project, person, view, page
    }

    /// The target of a suggestion.
    enum Lead {
        /// A page.
        case to(Link)
        /// Another text of the field.
        case text(String)
    }

    init(_ kind: Kind, _ name: String, _ leads: Lead, _ texts: Texts) {
        (self.kind, self.name, self.leads) = (kind, name, leads)
        kindName = texts.suggestion(kind)
    }

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("kind", kind.rawValue)
            out.member("kindName", kindName)
            out.member("name", name)
            switch leads {
            case .to(let link): out.member("href", link.address)
            case .text(let text): out.member("text", text)
            }
        }
    }
}

extension Texts {
    fileprivate func suggestion(_ kind: Suggestion.Kind) -> String {
        switch kind {
        case .task: self[.suggestedTask]
        case .entry: self[.suggestedEntry]
        case .term: self[.suggestedTerm]
        case .label: self[.suggestedLabel]
        case .project: self[.suggestedProject]
        case .person: self[.suggestedPerson]
        case .view: self[.suggestedView]
        case .page: self[.suggestedPage]
        }
    }
}
