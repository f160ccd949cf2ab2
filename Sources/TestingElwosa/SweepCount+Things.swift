import AuthStore
import Domain
import Store
import TaskStore

extension SweepCount {
    package var tasks: Int { self[.tasks] }

    package var retries: Int {
        get { self[.retries] }
        set { self[.retries] = newValue }
    }

    package var invitations: Int {
        get { self[.invitations] }
        set { self[.invitations] = newValue }
    }

    package var sessions: Int { self[.sessions] }

    package var counters: Int {
        get { self[.counters] }
        set { self[.counters] = newValue }
    }

    package var tokens: Int { self[.tokens] }
}
