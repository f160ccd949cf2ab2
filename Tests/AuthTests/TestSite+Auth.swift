import AuthDomain
import SQLite
import Store
import Testing
import TestingElwosa

/// The steps that tests of auth repeat.
extension TestSite {
    func signIn(_ name: String, _ password: String, device: String = "tests") throws -> TestReply {
        try post(
            "/auth/login", json: #"{"name":"\#(name)","password":"\#(password)"}"#,
            headers: [(name: "User-Agent", value: device)])
    }

    /// The cookies of a further session of this person, as its browser sends them.
    func cookie(of person: Person, device: String = "tests") throws -> (name: String, value: String) {
        let reply = try signIn(person.name, person.password, device: device)
        try #require(reply.status == 200)
        let pairs = reply.all("Set-Cookie").compactMap { $0.split(separator: ";").first }
        return (name: "Cookie", value: pairs.joined(separator: "; "))
    }

    func eventContents(after mark: Int64) throws -> [String] {
        try store.database.read { tx in
            try tx.all("SELECT content FROM eventBody WHERE seq > ? ORDER BY seq", mark) { row in try row[0] }
        }
    }
}
