import Auth
import Domain
import Glibc
import Settings
import Store
import Tasks
import Wiring

// The responder of the auth area: who people are, and what they may do.
exit(
    // Its pages stand in the frame that all pages have.
    House.serve(frame: { house in TasksFrame(tasks: house.store.tasks, menus: house.store.projects) }) { house in
        AuthArea(
            accounts: house.store.accounts,
            // Half of the threads stay free for everybody else: two shares of a quarter each may wait.
            hashing: PasswordHashing(placesPerShare: max(1, min(4, house.settings.threads / 4))),
            passwords: PasswordRules(words: house.settings.passwordWords), seals: house.keys.seal,
            sessionDays: house.settings.sessionDays,
            uncountedNetworks: house.settings.unlimitedNetworks)
    })
