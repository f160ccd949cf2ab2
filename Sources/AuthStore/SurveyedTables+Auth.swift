import Domain
import Store

extension SurveyedTables {
    package static let ofAccounts = SurveyedTables(
        compared: ["account", "role"],
        leftOut: [
            "credential": "a secret", "session": "a secret", "personalToken": "holds the hash of a secret",
            "invitation": "holds the hash of a secret", "setupToken": "holds the hash of a secret",
            "knownDevice": "holds the hash of a secret", "throttle": "fades by itself",
        ], keysOfName: ["account": AccountRules.keys],
        // The number of a session is all that an access token says.
        bitsOfRights: ["session": 40, "account": 30, "credential": 30, "personalToken": 30, "invitation": 30])
}
