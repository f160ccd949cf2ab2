/// The prepared statements of one connection.
///
/// A literal is found by the address of its bytes, which costs no hashing of the text. The same text written in two
/// places is prepared twice, which harms nobody.
struct StatementCache {
    /// Composed statements may come in any number; beyond this many they are all let go.
    static let composedLimit = 64

    private var literals: [UnsafePointer<UInt8>: Statement] = [:]
    /// With their texts, so that no other text can come to be at the same address.
    private var kept: [ObjectIdentifier: (text: SQL.Kept, statement: Statement)] = [:]
    private var composed: [String: Statement] = [:]

    subscript(sql: SQL) -> Statement? {
        switch sql.storage {
        case .literal(let text): literals[text.utf8Start]
        case .kept(let text): kept[ObjectIdentifier(text)]?.statement
        case .composed(let text): composed[text]
        }
    }

    mutating func keep(_ statement: Statement, for sql: SQL) {
        switch sql.storage {
        case .literal(let text):
            literals[text.utf8Start] = statement
        case .kept(let text):
            kept[ObjectIdentifier(text)] = (text, statement)
        case .composed(let text):
            if composed.count >= Self.composedLimit { composed.removeAll() }
            composed[text] = statement
        }
    }

    mutating func removeAll() {
        literals.removeAll()
        kept.removeAll()
        composed.removeAll()
    }
}
