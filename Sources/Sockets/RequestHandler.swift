import Domain
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import Web

/// The decoder for the request at the beginning of each connection.
enum RequestDecoder {
    /// - Shape: what comes after the head of a request that keeps its connection open is handed on.
    static func make() -> HTTPRequestDecoder { HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes) }
}

/// Reads one request, has it answered, and sends the answer or keeps the connection open.
final class RequestHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart

    private let server: SocketServer
    private let decoder: ByteToMessageHandler<HTTPRequestDecoder>
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isTooLarge = false
    /// It is one request a connection: whatever follows an answer is nobody's.
    private var isAnswered = false
    private var deadline: Scheduled<Void>?

    init(_ server: SocketServer, _ decoder: ByteToMessageHandler<HTTPRequestDecoder>) {
        (self.server, self.decoder) = (server, decoder)
    }

    func channelActive(context: ChannelHandlerContext) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(server.options.handshake)) {
            context.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isAnswered else { return }
        switch Self.unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body(let bytes):
            guard body.count + bytes.readableBytes <= server.options.bodyBytes else { return isTooLarge = true }
            body.append(contentsOf: bytes.readableBytesView)
        case .end: answer(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { deadline?.cancel() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isAnswered else { return }
        isAnswered = true
        respond(Response(.badRequest), context)
    }

    private func answer(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        isAnswered = true
        guard let head, !isTooLarge else { return respond(Response(.contentTooLarge), context) }
        let parameters = Parameters(head)
        let (answering, bytes) = (server.answering, body)
        let answer = server.workers.pool.runIfActive(eventLoop: context.eventLoop) {
            answering.answer(
                parameters, body: RequestBody(BytesSource(bytes), announcedLength: bytes.count))
        }
        answer.assumeIsolated().whenComplete { result in
            self.respond((try? result.get()) ?? Response(.serviceUnavailable), context)
        }
    }

    private func respond(_ response: Response, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        var response = response
        if case .open = response.body, response.status == .switchingProtocols, let key = head?.webSocketKey {
            response.headers += Handshake.headers(key)
        }
        var bytes: [UInt8] = []
        if !AnswerHead.append(response, isHead: head?.method == .HEAD, as: .http, to: &bytes) {
            server.options.log("An answer cannot be sent like this; it was replaced by a 500.")
            response = AnswerHead.fault
            bytes = []
            _ = AnswerHead.append(response, isHead: false, as: .http, to: &bytes)
        }
        switch response.body {
        case .open(let session) where head?.method != .HEAD:
            return open(session, bytes, isWebSocket: response.status == .switchingProtocols, context)
        case .bytes(let content) where head?.method != .HEAD: bytes += content
        default: break
        }
        context.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes))).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }

    private func open(
        _ session: any OpenSession, _ head: [UInt8], isWebSocket: Bool, _ context: ChannelHandlerContext
    ) {
        let connection = SocketConnection(
            context.channel, isWebSocket ? .webSocket : .events, session, server.registry(of: context.eventLoop))
        let pipeline = context.pipeline.syncOperations
        do {
            if isWebSocket {
                let limit = server.options.messageBytes
                try pipeline.addHandlers([
                    ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: limit)),
                    WebSocketHandler(connection, messageBytes: limit),
                ])
            } else {
                try pipeline.addHandler(EventStreamHandler(connection))
            }
        } catch {
            return context.close(promise: nil)
        }
        connection.begin()
        // Where it fails, the handlers that are there now hear of the end. What `begin` sends comes after it.
        context.writeAndFlush(NIOAny(ByteBuffer(bytes: head)), promise: nil)
        // Last: what the decoder has read ahead goes to the handlers that have just been added.
        pipeline.removeHandler(self, promise: nil)
        pipeline.removeHandler(decoder, promise: nil)
    }
}
