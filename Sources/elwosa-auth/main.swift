import Auth
import Domain
import Glibc
import Settings
import Store
import Wiring

// The responder of the auth area: who people are, and what they may do.
exit(
    House.serve { house in
        AuthArea(
            accounts: house.store.accounts,
            // Half of the threads stay free for everybody else: two shares of a quarter each may wait.
            hashing: PasswordHashing(placesPerShare: max(1, min(4, house.settings.threads / 4))),
            passwords: PasswordRules(words: house.settings.passwordWords), seals: house.keys.seal,
            sessionDays: house.settings.sessionDays,
            uncountedNetworks: house.settings.unlimitedNetworks)
    })
