import Domain
import Glibc
import HouseStore
import Store

/// The clock of the house: it looks every second whether a moment has come that has to be told.
///
/// It runs in the one program that stays up while nobody does anything.
struct HouseClock {
    let store: Store
    let log: @Sendable (String) -> Void

    /// Goes on for as long as the program does.
    func run(_ now: () -> Instant) {
        let things = store.dueThings
        while true {
            do throws(Failure) {
                for thing in things { while try thing.tellDue(at: now()) {} }
                usleep(1_000_000)
            } catch {
                log("What is due could not be told: \(error.message)")
                usleep(5_000_000)
            }
        }
    }
}
