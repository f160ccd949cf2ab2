/// Named texts in their order, each as often as it was sent: what a form, or the query of an address, says.
package struct Form: Sendable, Equatable {
    package let pairs: [(name: String, value: String)]

    package init(pairs: [(name: String, value: String)]) {
        self.pairs = pairs
    }

    package func without(_ name: String) -> Form { Form(pairs: pairs.filter { $0.name != name }) }

    /// The first value of that name; nil where it is absent.
    package subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    package static func == (left: Form, right: Form) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0.name == $1.name && $0.value == $1.value }
    }
}
