import Domain
import HTML
import Texts

/// An area's part of the frame around every page, so that pages of all areas look alike and `Web` knows none.
///
/// It is asked once for each page, so whatever it reads is read with one cheap statement.
package protocol FrameSource: Sendable {
    /// The side bar for a caller, in the words of its language.
    func menu(for caller: Caller, _ texts: Texts) throws(Failure) -> FrameMenu

    /// A line above a page that the browser came back to after the change of that number.
    ///
    /// - Shape: nil where there is nothing to say, such as for a number that somebody made up.
    func notice(of change: Int64, _ exchange: Exchange) throws(Failure) -> HTML?
}

/// The frame of several areas: the side bar is the first one's, and what was just done says whoever knows it.
package struct JoinedFrames: FrameSource {
    private let first: any FrameSource
    private let others: [any FrameSource]

    package init(_ first: any FrameSource, _ others: any FrameSource...) {
        (self.first, self.others) = (first, others)
    }

    package func menu(for caller: Caller, _ texts: Texts) throws(Failure) -> FrameMenu {
        try first.menu(for: caller, texts)
    }

    package func notice(of change: Int64, _ exchange: Exchange) throws(Failure) -> HTML? {
        for frame in [first] + others {
            if let notice = try frame.notice(of: change, exchange) { return notice }
        }
        return nil
    }
}
