import CLinux
import Glibc
import Settings

/// A program to be started: what is run, and what it sees.
package struct Program: Sendable {
    package var path: String
    package var arguments: [String]
    package var environment: [String: String]
    /// The program's descriptor 0; nil is `/dev/null`.
    package var input: Int32?
    /// Where its descriptors 1 and 2 go; nil is those of this process.
    package var output: Int32?
    /// The program's descriptor 3: for a responder the pipe on which it says that it is ready, for NGINX its socket.
    package var third: Int32?

    package init(
        path: String, arguments: [String] = [], environment: [String: String], input: Int32? = nil,
        output: Int32? = nil, third: Int32? = nil
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.input = input
        self.output = output
        self.third = third
    }

    /// A command of `elwosa` on the same state, which says what it has to say where this process does.
    package static func elwosa(_ settings: Settings, _ arguments: [String]) -> Program {
        var environment = Settings.processEnvironment
        environment["ELWOSA_STATE"] = settings.state
        return Program(path: Settings.sibling("elwosa"), arguments: arguments, environment: environment)
    }

    /// Starts it in a process group of its own, so that a terminal's Ctrl-C does not reach it, with no signal blocked
    /// or ignored, and told to end (SIGTERM) when the thread that started it is gone, however that came about.
    ///
    /// - Errors: a program that is absent or may not be run; a limit of the system.
    package func start() throws(SupervisorError) -> ChildProcess {
        guard access(path, X_OK) == 0 else { throw .system("\(path) cannot be run") }
        var pid: pid_t = 0
        // posix_spawn cannot set the parent-death signal; setpriv (util-linux, on every Debian) can, and then becomes
        // the program.
        let line = ["/usr/bin/setpriv", "--pdeathsig", "TERM", "--", path] + arguments
        let code = withFileActions { actions in
            withAttributes { attributes in
                withStrings(line) { argv in
                    withStrings(environment.map { "\($0)=\($1)" }) { envp in
                        posix_spawn(&pid, line[0], actions, attributes, argv, envp)
                    }
                }
            }
        }
        guard code == 0 else { throw .system("\(path) cannot be started", code) }
        return ChildProcess(pid: pid)
    }

    private func withFileActions(_ body: (UnsafePointer<posix_spawn_file_actions_t>) -> Int32) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
            posix_spawn_file_actions_adddup2(&actions, output, 2)
        }
        // Last, since any of the others may be descriptor 3 of this process.
        if let third { posix_spawn_file_actions_adddup2(&actions, third, 3) }
        // Whatever else this process was given by whoever started it is nobody's business further down.
        posix_spawn_file_actions_addclosefrom_np(&actions, third == nil ? 3 : 4)
        return body(&actions)
    }

    private func withAttributes(_ body: (UnsafePointer<posix_spawnattr_t>) -> Int32) -> Int32 {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return body(&attributes)
    }

    private func withStrings(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> Int32 {
        let pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers)
    }
}
