/// A list under its name: `{"views": […]}`.
public struct ListJSON<Item: JSONWritable>: JSONWritable {
    private let name: String
    private let items: [Item]

    public init(_ name: String, _ items: [Item]) {
        self.name = name
        self.items = items
    }

    public func write(to out: inout JSONWriter) {
        out.object { out in out.member(name, items) }
    }
}

/// One page of a list, and where the next one begins: `{"tasks": […], "next": 7}`.
public struct PageJSON<Item: JSONWritable, Place: JSONWritable>: JSONWritable {
    private let name: String
    private let items: [Item]
    /// nil for the last page.
    private let next: Place?

    public init(_ name: String, _ items: [Item], next: Place?) {
        self.name = name
        self.items = items
        self.next = next
    }

    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.member(name, items)
            out.member("next", next)
        }
    }
}
