import Domain
import HTML
import Input

/// The way back after a form: its field `next` names the page that the browser returns to.
package enum ReturnLink {
    package static let name = "next"

    /// The hidden field of a form.
    package static func field(_ link: Link) -> HTML {
        "<input type=\"hidden\" name=\"next\" value=\"\(link)\">"
    }

    /// The query of a page whose form then leads there; empty where it leads nowhere in particular.
    package static func query(_ link: Link?) -> [(String, String)] { link.map { [(name, $0.address)] } ?? [] }
}

extension Fields {
    /// The page that a form wants to return to; only a path of this site counts.
    ///
    /// - Shape: nil for JSON, whose sender goes nowhere.
    package mutating func returnLink() throws(Failure) -> Link? {
        isForm ? Link.ownPath(try text(ReturnLink.name)) : nil
    }

    /// The same of a form that is refused, whatever is wrong with it.
    package var typedReturnLink: Link? { Link.ownPath(typed(ReturnLink.name)) }
}
