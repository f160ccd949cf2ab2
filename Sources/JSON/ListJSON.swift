/// A list under its name: `{"views": […]}`.
package struct ListJSON<Item: JSONWritable>: JSONWritable {
    private let name: String
    private let items: [Item]

    package init(_ name: String, _ items: [Item]) {
        self.name = name
        self.items = items
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in out.member(name, items) }
    }
}

/// One page of a list, and where the next one begins: `{"tasks": […], "next": 7}`.
package struct PageJSON<Item: JSONWritable, Place: JSONWritable>: JSONWritable {
    private let name: String
    private let items: [Item]
    /// nil for the last page.
    private let next: Place?
    /// The query that found the items, where it is not the one that was asked for; a member of its own.
    private let instead: String?

    package init(_ name: String, _ items: [Item], next: Place?, instead: String? = nil) {
        (self.name, self.items, self.next, self.instead) = (name, items, next, instead)
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member(name, items)
            out.member("next", next)
            if let instead { out.member("instead", instead) }
        }
    }
}
