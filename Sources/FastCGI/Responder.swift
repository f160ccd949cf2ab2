import CFastCGI
import CLinux
import Glibc
import Lifecycle
import Synchronization
import Web

/// A program that answers requests behind a web server: FastCGI on a listening socket at descriptor 0, or one
/// request as plain CGI.
///
/// - Source: the FastCGI specification 1.0, section 2.2 (descriptor 0 is the listening socket); RFC 3875 (CGI).
package final class Responder: Sendable {
    private let answering: any Answering
    private let options: Options
    private let control = Control()

    package init(_ answering: any Answering, _ options: Options = Options()) {
        self.answering = answering
        self.options = options
    }

    /// Serves until there is nothing left to do.
    ///
    /// SIGTERM, SIGINT or SIGHUP begins a drain: nothing new is accepted, what is open is answered until the web
    /// server closes it. A SIGINT during a drain ends at once. `Lifecycle.prepareProcess` must have run before the program's
    /// first thread was started, or the signals end the program the hard way.
    ///
    /// - Shape: the exit code: 0 after a drain, an idle exit or an answered CGI request; 64 (`EX_USAGE`) when
    ///   started by hand; 71 (`EX_OSERR`) when the system gives no descriptors or threads; 130 when cut short.
    package func serve() -> Int32 {
        Lifecycle.prepareProcess()
        if Descriptor.isListening(0) { return serve(listener: 0, signals: .ending) }
        SignalSet.ending.unblock()
        if getenv("REQUEST_METHOD") != nil || getenv("GATEWAY_INTERFACE") != nil {
            return CGIExchange(answering: answering, options: options).run()
        }
        options.log(Self.usage)
        return 64
    }

    /// Serves a listening Unix socket that the caller keeps, and leaves signals alone; `drain` ends it.
    ///
    /// - Shape: the exit code, as `serve()`.
    package func serve(listener: Int32) -> Int32 {
        serve(listener: listener, signals: nil)
    }

    /// Begins the drain that SIGTERM begins; `serve` returns when it is over. May be called more than once and from
    /// any thread.
    package func drain() {
        control.drain()
    }

    private func serve(listener: Int32, signals: SignalSet?) -> Int32 {
        guard Descriptor.isUnixSocket(listener) else {
            options.log("The listening socket is not a Unix socket, so its peers could not be checked; refusing it.")
            return 64
        }
        guard Self.isLibraryReady, let pool = Pool(answering, options, listener: listener) else {
            options.log("Cannot begin to serve: \(Descriptor.reason()).")
            return 71
        }
        control.attach(pool)
        defer { control.detach() }
        var keeper = Keeper(pool: pool, signals: signals)
        return keeper.run()
    }

    /// libfcgi, whose handlers for SIGTERM and SIGUSR1 would only stop an accept loop that is not ours, and whose
    /// SIGPIPE is an error of `sendmsg` here.
    private static let isLibraryReady: Bool = {
        let code = FCGX_Init()
        for caught in [SIGTERM, SIGUSR1] { signal(caught, SIG_DFL) }
        signal(SIGPIPE, SIG_IGN)
        return code == 0
    }()

    private static let usage = """
        This program is started by a web server or by `elwosa up`: as a FastCGI responder with a listening Unix \
        socket as standard input, or as a CGI program with REQUEST_METHOD in its environment.
        """
}

/// The handle by which `drain` reaches a `serve` that runs on another thread.
private final class Control: Sendable {
    private struct State {
        var pool: Pool?
        var isDraining = false
    }

    private let state = Mutex(State())

    func attach(_ pool: Pool) {
        state.withLock {
            $0.pool = pool
            if $0.isDraining { pool.askToDrain() }
        }
    }

    func detach() {
        state.withLock { $0.pool = nil }
    }

    func drain() {
        state.withLock {
            $0.isDraining = true
            $0.pool?.askToDrain()
        }
    }
}
