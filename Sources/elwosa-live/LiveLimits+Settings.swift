import Live
import Settings
import Sockets

extension LiveLimits {
    init(_ settings: Settings) {
        self.init()
        connectionsOfAccount = settings.liveConnections
    }
}

extension SocketServer.Options {
    init(_ settings: Settings, log: @escaping @Sendable (String) -> Void) {
        self.init()
        idleExit = settings.idleSeconds > 0 ? .seconds(settings.idleSeconds) : nil
        peers = Set(settings.peerUsers)
        self.log = log
    }
}
