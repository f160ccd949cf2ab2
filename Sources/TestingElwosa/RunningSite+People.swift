import Foundation

extension RunningSite {
    package static let password = "seven green bottles"

    /// Runs an `elwosa` command on this site's state directory.
    package func run(_ arguments: String..., input: String = "") throws -> CommandResult {
        try run(arguments, input: input)
    }

    package func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> CommandResult {
        let own = ["ELWOSA_STATE": state, "ELWOSA_LISTEN": "127.0.0.1:\(port)"]
        return try Command.elwosa(arguments, environment: environment.merging(own) { $1 }, input)
    }

    /// A client that is signed in as Ada, who is made the administrator when nobody is yet.
    package func signedIn(keepsConnection: Bool = false) throws -> HTTPClient {
        let made = try run("setup", "--name", "Ada", "--password-file", "-", input: Self.password)
        guard made.status == 0 || made.error.contains("administrator already") else { throw HTTPError(made.error) }
        let client = client(keepsConnection: keepsConnection)
        let reply = try client.send("POST", "/auth/login", json: #"{"name":"Ada","password":"\#(Self.password)"}"#)
        guard reply.status == 200 else { throw HTTPError("signing in: \(reply.status) \(reply.text)") }
        return client
    }
}

/// The output of a command, and how it ended.
package struct CommandResult: Sendable {
    package let status: Int32
    package let output: String
    package let error: String
}

/// The programs under test, run as a person runs them.
package enum Command {
    /// - Shape: the environment is this process's without its `ELWOSA_` variables, and with those given.
    package static func elwosa(
        _ arguments: [String], environment: [String: String], _ input: String = ""
    ) throws -> CommandResult {
        try run("elwosa", arguments, environment: environment, input)
    }

    /// - Shape: a program by its name among those that were built, or by its whole path.
    package static func run(
        _ program: String, _ arguments: [String] = [], environment: [String: String], _ input: String = ""
    ) throws -> CommandResult {
        let process = Process()
        process.executableURL = URL(
            filePath: program, relativeTo: URL(filePath: RunningSite.builtPrograms, directoryHint: .isDirectory))
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ELWOSA_") }
            .merging(environment) { $1 }
        let (given, printed, complained) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (given, printed, complained)
        try process.run()
        given.fileHandleForWriting.write(Data(input.utf8))
        try given.fileHandleForWriting.close()
        let output = printed.fileHandleForReading.readDataToEndOfFile()
        let error = complained.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return CommandResult(
            status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
            error: String(decoding: error, as: UTF8.self))
    }
}
