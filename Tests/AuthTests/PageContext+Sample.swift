import Domain
import HTML
import TestingElwosa
import Texts

@testable import Web

extension PageContext {
    /// A page's context at the start of the test's clock, for nobody unless a reader is named.
    static func sample(
        _ language: Language, formToken: HTML = .empty, caller: Caller? = nil, here: Link = Link("/")
    ) -> PageContext {
        sample(Texts(language), formToken: formToken, caller: caller, here: here)
    }

    static func sample(
        _ texts: Texts, formToken: HTML = .empty, caller: Caller? = nil, here: Link = Link("/")
    ) -> PageContext {
        PageContext(
            texts: texts, formToken: formToken, caller: caller, now: TestClock.start, here: here)
    }
}
