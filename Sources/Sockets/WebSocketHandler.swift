import NIOCore
import NIOWebSocket
import Web

/// Speaks WebSocket on a connection.
final class WebSocketHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame

    private let connection: SocketConnection
    private var reader: MessageReader
    private var isOver = false

    init(_ connection: SocketConnection, messageBytes: Int) {
        self.connection = connection
        reader = MessageReader(limit: messageBytes)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        connection.heard()
        switch reader.take(Self.unwrapInboundIn(data)) {
        case .nothing: break
        case .message(let message): connection.received(message)
        case .ping(let data): connection.pong(data)
        case .close(let reason): finish(reason)
        case .refuse(let reason): refuse(reason)
        }
    }

    /// A frame that the decoder refuses, or a connection that fails.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isOver else { return }
        switch error as? NIOWebSocketError {
        case .invalidFrameLength: refuse(.tooLarge)
        case .fragmentedControlFrame, .multiByteControlFrameLength: refuse(.protocolError)
        default: context.close(promise: nil)
        }
    }

    private func finish(_ reason: CloseReason?) {
        isOver = true
        connection.finish(reason)
    }

    private func refuse(_ reason: CloseReason) {
        isOver = true
        connection.refuse(reason)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) { connection.writabilityChanged() }

    func channelInactive(context: ChannelHandlerContext) { connection.gone() }
}
