import Domain
import HTML

extension Link {
    /// To a task or an entry of this site.
    package init(cited thing: CitedAddress.Thing) {
        self =
            switch thing {
            case .task(let id): .to("tasks", id)
            case .entry(let space, let key): .to("memory", space, key)
            }
    }
}
