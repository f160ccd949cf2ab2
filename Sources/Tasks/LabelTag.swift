import Domain
import HTML
import TaskDomain

/// A label in its colour, leading to the tasks that have it.
struct LabelTag {
    let label: TaskLabel

    var html: HTML {
        "<a class=\"tag tag-\(label.colour.rawValue)\" href=\"\(Self.link(label.name))\">\(label.name)</a>"
    }

    static func link(_ name: String) -> Link {
        .to("tasks", query: [("q", TaskFilter([.term(.label([.value(name)]))]).text)])
    }
}

/// A person as an initial in a disc.
struct Face {
    let name: String

    var withName: HTML {
        """
        <span class="person"><span class="face" aria-hidden="true">\(name.prefix(1).uppercased())</span>\(name)</span>
        """
    }
}
