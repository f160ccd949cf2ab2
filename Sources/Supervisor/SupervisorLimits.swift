/// How long the supervisor is patient.
public struct SupervisorLimits: Sendable {
    /// For a successor to say that it is ready.
    public var ready = Duration.seconds(10)
    /// For a replaced responder to end. NGINX closes a kept connection after 30 s of use or 5 s of rest
    /// (`nginx/upstream.conf`), and the responder answers on it until then, for 60 s at the most.
    public var drain = Duration.seconds(75)
    /// For a responder to end once NGINX is gone.
    public var stop = Duration.seconds(10)
    /// For NGINX to answer what is open when the site ends, before it is told to drop it.
    public var gateway = Duration.seconds(10)
    /// Between two starts of a responder, however soon it ends.
    public var betweenStarts = Duration.milliseconds(100)

    public init() {}
}
