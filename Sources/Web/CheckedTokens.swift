import Crypto
import Synchronization

/// Access tokens whose signature has been found right: a browser shows the same one for minutes, and comparing it takes
/// a tenth of checking it again.
///
/// Remembered is only what a token says. That its time is not over, that the ring still has the keys it had, and that
/// its session lives is asked each time.
final class CheckedTokens: Sendable {
    private struct Checked {
        let text: [UInt8]
        let token: AccessToken
        let generation: Int
    }

    private final class Slot: Sendable {
        private let checked = Mutex<Checked?>(nil)

        /// nil, too, while another thread has it: checking again takes less time than to wait and be woken.
        var known: Checked? { checked.withLockIfAvailable { $0 } ?? nil }

        func keep(_ new: Checked) { _ = checked.withLockIfAvailable { $0 = new } }
    }

    private let issuer: String
    private let ring: KeyRing
    /// A token has one place, by the end of its signature; the next with the same place takes it over. So many people
    /// can work at once before somebody's token is checked more often than it need be.
    private let slots = (0..<128).map { _ in Slot() }

    init(issuer: String, ring: KeyRing) {
        self.issuer = issuer
        self.ring = ring
    }

    /// - Shape: nil for a token that is not ours; one that is may have outlived its time.
    func token(_ text: String) -> AccessToken? {
        let bytes = Array(text.utf8)
        let slot = slots[Self.place(bytes) % slots.count]
        // Before anything is checked: a change of the keys in between makes it look older than it is.
        let generation = ring.generation
        if let known = slot.known, known.generation == generation, constantTimeEqual(known.text, bytes) {
            return known.token
        }
        guard let token = AccessToken(text: text, issuer: issuer, ring: ring) else { return nil }
        slot.keep(Checked(text: bytes, token: token, generation: generation))
        return token
    }

    private static func place(_ text: [UInt8]) -> Int {
        text.suffix(4).reduce(0) { $0 &* 67 &+ Int($1) }
    }
}
