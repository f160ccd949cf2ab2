/// The rule for a request that is sent twice: because a finger was quick, a connection broke, or a page was reloaded.
///
/// Each line of a route table has one, by its method where it names none.
package enum Repetition: String, Sendable, CaseIterable {
    /// Sets what is there to what is sent, so a second time changes nothing more. PUT, PATCH, DELETE.
    case settles
    /// Makes or appends something: carried out once under its key, and answered alike. POST.
    case once
    /// Its answer holds a secret that is shown once and kept nowhere: a second time at once replaces the first, so the
    /// secret that the person sees is the one that is good. Later, when the first may have been handed on, it is refused.
    case replaces
    /// Begins, renews or ends a session, or uses up a link or a code that is good once. A second time finds it used up,
    /// or begins one more session, which the list of sessions shows.
    case session

    /// The key of a form counts.
    var isKeyed: Bool { self == .once || self == .replaces }

    init(of method: Method) { self = method == .post ? .once : .settles }
}
