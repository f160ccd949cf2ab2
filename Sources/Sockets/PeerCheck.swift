import CLinux
import Glibc
import NIOCore

/// Closes connections of users who may not connect: whoever can open the socket could claim to be any client.
final class PeerCheck: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let options: SocketServer.Options

    init(_ options: SocketServer.Options) {
        self.options = options
    }

    func channelActive(context: ChannelHandlerContext) {
        guard let provider = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
        let peer: EventLoopFuture<elwosa_peer> = provider.unsafeGetSocketOption(
            level: .socket, name: .init(rawValue: SO_PEERCRED))
        peer.assumeIsolated().whenComplete { [options] result in
            guard case .success(let peer) = result, Self.mayConnect(peer.uid, options) else {
                options.log("Refused a connection from a user that may not connect.")
                return context.close(promise: nil)
            }
            context.fireChannelActive()
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        }
    }

    static func mayConnect(_ user: UInt32, _ options: SocketServer.Options) -> Bool {
        user == 0 || user == getuid() || user == geteuid() || options.peers.contains(user)
    }
}
