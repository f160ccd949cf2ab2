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

    package init(_ name: String, _ items: [Item], next: Place?) {
        self.name = name
        self.items = items
        self.next = next
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member(name, items)
            out.member("next", next)
        }
    }
}
