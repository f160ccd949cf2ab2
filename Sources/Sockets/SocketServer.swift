import CLinux
import Glibc
import Lifecycle
import NIOCore
import NIOPosix
import Synchronization
import Web

/// A program that serves connections which stay open, behind NGINX on a Unix socket at descriptor 0.
///
/// Two threads speak on all connections, each on its own; requests are answered on a few others, where they may wait for
/// the database.
package final class SocketServer: Sendable {
    let answering: any Answering
    let options: Options
    /// Two, so that an event that goes to thousands is out in half the time.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let workers: Workers
    /// Numbers of connections, which anybody may read.
    package let counters = ConnectionCounters()
    private let registries: [ConnectionRegistry]
    private let shouldEnd = SignalSet.ending

    package init(_ answering: any Answering, on workers: Workers, _ options: Options = Options()) {
        self.answering = answering
        self.options = options
        self.workers = workers
        registries = group.makeIterator().map { [counters] in ConnectionRegistry($0, options, counters) }
    }

    /// Those whose loop this is.
    func registry(of loop: any EventLoop) -> ConnectionRegistry {
        registries.first { $0.loop === loop } ?? registries[0]
    }

    /// The loops' backlog: true while more was sent than they have come to; whoever has a lot to send waits a moment.
    package var isBehind: Bool { registries.contains(where: \.isBehind) }

    /// Serves until SIGTERM, SIGINT or SIGHUP, or until nobody has been there for `idleExit`. Then nothing new is
    /// accepted, and what is open is closed as `.restart`. `Lifecycle.prepareProcess` must have run before.
    ///
    /// - Shape: the exit code: 0; 64 (`EX_USAGE`) where descriptor 0 is no listening Unix socket; 71 (`EX_OSERR`) when
    ///   the system gives no threads or descriptors.
    package func serve() -> Int32 {
        guard let listener = listen() else { return 64 }
        Readiness.announce(nil)
        endWhenIdle()
        _ = shouldEnd.wait()
        try? listener.close().wait()
        closeAll()
        workers.stop()
        for registry in registries { registry.end() }
        try? group.syncShutdownGracefully()
        return 0
    }

    /// Ends as a SIGTERM ends it, once there has been no connection for `idleExit`.
    private func endWhenIdle() {
        guard let limit = options.idleExit.map({ TimeAmount($0) }) else { return }
        group.any().scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { [counters] task in
            guard counters.isEmpty(for: limit) else { return }
            task.cancel()
            kill(getpid(), SIGTERM)
        }
    }

    /// Closes all as `.restart` and waits until they have gone, or their time is over.
    private func closeAll() {
        let deadline = NIODeadline.now() + TimeAmount(options.handshake)
        while counters.channels.load(ordering: .sequentiallyConsistent) > 0, NIODeadline.now() < deadline {
            // Again and again, since a request that is being answered may yet open one.
            for registry in registries { registry.closeAll() }
            usleep(10_000)
        }
    }

    private func listen() -> (any Channel)? {
        Self.raiseDescriptorLimit()
        let bootstrap = ServerBootstrap(group: group)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 16_384, high: options.congestedBytes))
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture { try begin(channel) }
            }
        do {
            return Self.hasSocket(log: options.log) ? try bootstrap.withBoundSocket(dup(0)).wait() : nil
        } catch {
            options.log("The socket cannot be served: \(error)")
            return nil
        }
    }

    /// The check that descriptor 0 is a listening socket; where it is not, the log says how to start the program.
    package static func hasSocket(log: (String) -> Void) -> Bool {
        var (isListening, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        if getsockopt(0, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0, isListening == 1 { return true }
        log("This program is started by `elwosa up`, with a listening Unix socket as standard input.")
        return false
    }

    private func begin(_ channel: any Channel) throws {
        guard counters.count(channel, limit: options.connections) else {
            options.log("Refused a connection: \(options.connections) are open.")
            throw ChannelError.connectTimeout(.zero)
        }
        let decoder = ByteToMessageHandler(RequestDecoder.make(), maximumBufferSize: 32_768)
        try channel.pipeline.syncOperations.addHandlers([
            PeerCheck(options), decoder, RequestHandler(self, decoder),
        ])
    }

    /// As many files as the system allows: each connection is one.
    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
