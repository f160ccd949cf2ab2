/// The settings among the environment's variables.
enum EnvironmentLines {
    /// - Errors: a variable that begins with `ELWOSA_` and belongs to no setting: a misspelt one would go unseen.
    static func read(_ environment: [String: String]) throws(SettingsError) -> [SettingsLine] {
        var found: [SettingsLine] = []
        for (variable, value) in environment.sorted(by: { $0.key < $1.key }) where variable.hasPrefix("ELWOSA_") {
            if isReserved(variable) { continue }
            let key = variable.dropFirst("ELWOSA_".count).lowercased()
            guard variable == variable.uppercased() else { throw .unknown(key, at: variable) }
            found.append(SettingsLine(key: key, value: value, place: variable))
        }
        return found
    }

    /// Variables that are no settings: the file's name, the tests' own, and how a successor says that it is ready.
    private static func isReserved(_ variable: String) -> Bool {
        variable == "ELWOSA_SETTINGS" || variable == "ELWOSA_NOTIFY_FD" || variable.hasPrefix("ELWOSA_TEST_")
    }
}
