import Foundation
import Testing

@testable import Supervisor

@Suite("The state directory")
struct StateDirectoryTests {
    @Test(
        "a directory that every user of the machine could change is refused",
        arguments: [
            ("", 0o777), ("", 0o1777), ("log", 0o772), ("run", 0o752), ("data", 0o755), ("data", 0o701),
            ("keys", 0o704),
        ])
    func open(name: String, mode: Int) throws {
        try withState { state throws in
            let path = name.isEmpty ? state : state + "/" + name
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let error = #expect(throws: SupervisorError.self) {
                try StateDirectory(RunningSupervisor.settings(state))
            }
            #expect(error?.description.contains(path) == true)
            #expect(error?.description.contains("chmod o-rwx") == true)
        }
    }

    @Test("what it makes is closed, and one its owner shares with a group is taken")
    func made() throws {
        try withState { state throws in
            _ = try StateDirectory(RunningSupervisor.settings(state))
            for name in ["data", "keys"] {
                let path = "\(state)/\(name)"
                #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o700)
                try FileManager.default.setAttributes([.posixPermissions: 0o770], ofItemAtPath: path)
            }
            #expect(throws: Never.self) { try StateDirectory(RunningSupervisor.settings(state)) }
        }
    }

    private func withState(_ body: (String) throws -> Void) throws {
        let state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: state) }
        try body(state)
    }
}
