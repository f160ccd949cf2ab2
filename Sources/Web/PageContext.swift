import Domain
import HTML
import Texts

/// The things that every page is handed: its reader's words, what its forms prove themselves with, who reads it, when
/// and where.
///
/// A class, since a page hands it on to all of its parts: each of them holds one reference more, and no copy.
package final class PageContext: Sendable {
    package let texts: Texts
    /// The hidden fields of every form; empty where nobody is signed in.
    package let formToken: HTML
    /// nil where nobody is signed in.
    package let caller: Caller?
    package let now: Instant
    /// The page's own address; of a form that was refused, the one that it was sent to.
    package let here: Link
    /// The version that a form was sent with; nil where none was sent.
    let sentVersion: Int64?

    init(
        texts: Texts, formToken: HTML, caller: Caller?, now: Instant, here: Link, sentVersion: Int64? = nil
    ) {
        self.sentVersion = sentVersion
        self.texts = texts
        self.formToken = formToken
        self.caller = caller
        self.now = now
        self.here = here
    }
}

/// A page, or a part of one that needs more than words.
package protocol PagePart {
    /// The things that every page is handed.
    var context: PageContext { get }
}

/// A page: all that stands between the frame's top and its foot.
package protocol Page: PagePart {
    /// The part of the page that is its own.
    var main: HTML { get }
    /// The way from here to a new task: with the project that the page is in, where a task may be made there.
    var newTask: Link { get }
}

extension Page {
    package var newTask: Link { FrameMenu.newTask }
}

// Inlinable, as parts ask for them once per line of a list.
extension PagePart {
    package var texts: Texts { context.texts }
    package var formToken: HTML { context.formToken }
    package var caller: Caller? { context.caller }
    package var now: Instant { context.now }

    /// The reader is signed in and has the permission.
    package func may(_ permission: Permission) -> Bool { caller?.may(permission) == true }
}

extension PagePart {
    /// The version for a form that is sent to an address: if this page shows it once more since it was refused, the one
    /// that it was sent with, so that whoever mends it still hears what others have saved meanwhile.
    ///
    /// - Shape: the stored one of every other form, and where hearing of it was the refusal.
    package func version(_ stored: Int64, sentTo address: Link, _ failure: Failure?) -> Int64 {
        guard let failure, failure.kind != .stale, context.here.address == address.address else { return stored }
        return context.sentVersion ?? stored
    }
}

extension Exchange {
    /// The context of a page that answers this request.
    package var context: PageContext {
        PageContext(
            texts: texts, formToken: site.formToken(for: signedIn), caller: signedIn, now: now, here: here,
            sentVersion: sentVersion)
    }
}

extension SiteFacts {
    /// The proof and the key that every form of a signed-in page carries.
    func formToken(for caller: Caller?) -> HTML { caller.flatMap(gate.formToken)?.field ?? .empty }
}
