import Domain
import SQLite
import Store

extension ErasableTexts {
    /// The texts of tokens and sessions. An invitation that is over may name a role that is gone; all others name one
    /// that is there, and the text was refused.
    package static let ofAccounts = ErasableTexts(
        tables: [TextTable("personalToken", ["name"], .none), TextTable("session", ["device"], .none)],
        fleeting: [("invitation", "role")],
        ours: [
            "kind", "permissions", "scopes", "expiresAt", "language", "theme", "timeZone", "by", "typed",
        ],
        words: ["role": builtIn, "roleBefore": builtIn], refuse: refuseNames)

    private static let builtIn = Set(Role.builtIn.map(\.name))

    /// - Errors: `.conflict` on `text`: the name of an account or a role is what others are known by, and stays.
    private static func refuseNames(_ erased: ErasedText, _ tx: ReadTransaction) throws {
        let condition = ErasedText.condition(["name"])
        let account = try tx.one(
            SQL(composed: "SELECT id FROM account WHERE \(condition)"), values: erased.values
        ) { try $0[0] as Int64 }
        if let account { throw Failure(.inAccountName(account), field: "text", kind: .conflict) }
        let role = try tx.one(SQL(composed: "SELECT 1 FROM role WHERE \(condition)"), values: erased.values) {
            try $0[0] as Int64
        }
        if role != nil { throw Failure(.inRoleName, field: "text", kind: .conflict) }
    }
}
