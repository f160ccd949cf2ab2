import Auth
import Glibc
import Settings
import Store
import Wiring

// The responder of the auth area: setup, sign in, sign out.
exit(
    House.serve { house in
        AuthArea(accounts: house.store.accounts, sessionDays: house.settings.sessionDays)
    })
