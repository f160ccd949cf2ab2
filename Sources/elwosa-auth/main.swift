import Auth
import Glibc
import Settings
import Store
import Wiring

// The responder of the auth area: setup, sign in, sign out.
exit(
    House.serve { house in
        AuthArea(
            accounts: house.store.accounts,
            // Half of the threads stay free for everybody else.
            hashing: PasswordHashing(waitingLimit: max(1, min(8, house.settings.threads / 2))),
            sessionDays: house.settings.sessionDays)
    })
