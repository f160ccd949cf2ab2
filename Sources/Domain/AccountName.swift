/// An account as it is mentioned: what a person or agent is called, and by which number.
package struct AccountName: Identifiable, Sendable, Hashable {
    package let id: Int64
    package let name: String

    package init(id: Int64, name: String) {
        self.id = id
        self.name = name
    }
}

extension Sequence<AccountName> {
    /// Those that somebody calls so: by the very name where one has it, else by any spelling of it.
    package func called(_ name: String) -> [AccountName] {
        let keys = AccountRules.keys(of: name)
        let exact = filter { AccountRules.olderKey(of: $0.name).utf8.elementsEqual(keys[0].utf8) }
        return exact.isEmpty ? filter { AccountRules.key(of: $0.name) == keys[1] } : exact
    }
}
