import Domain
import JSON
import TaskDomain

/// A saved view as JSON; `docs/api/tasks.md` describes the members.
package struct SavedViewJSON: JSONWritable {
    private let view: SavedView

    package init(view: SavedView) {
        self.view = view
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", view.id)
            out.member("name", view.name)
            out.member("query", view.query)
            out.member("version", view.version)
        }
    }
}
