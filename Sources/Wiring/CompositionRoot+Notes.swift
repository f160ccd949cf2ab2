import AuthDomain
import Domain
import HouseStore
import Logging
import MemoryStore
import Store
import Web

extension CompositionRoot {
    /// Writes down what requests that read have noted; what cannot be written is tried again the next time.
    func writeNotes() {
        do {
            try store.write(readings)
        } catch {
            logger.warning("Who read could not be written: \(error)")
        }
        writeTokenUses()
    }

    private func writeTokenUses() {
        let taken = tokenUses.take()
        guard !taken.isEmpty else { return }
        let tokens: any TokenReader = store.accounts
        do {
            try tokens.noteTokenUses(taken)
        } catch {
            tokenUses.putBack(taken)
            logger.warning("When tokens were last used could not be written: \(error)")
        }
    }
}
