import NIOCore

/// Keeps an event stream: whatever its client may still send is nothing to it.
final class EventStreamHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let connection: SocketConnection

    init(_ connection: SocketConnection) {
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelWritabilityChanged(context: ChannelHandlerContext) { connection.writabilityChanged() }

    func channelInactive(context: ChannelHandlerContext) { connection.gone() }
}
