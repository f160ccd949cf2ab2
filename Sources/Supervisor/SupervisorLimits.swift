/// The times for which the supervisor is patient.
package struct SupervisorLimits: Sendable {
    /// For a successor to say that it is ready.
    package var ready = Duration.seconds(10)
    /// For a replaced responder to end. NGINX closes a kept connection after 30 s of use or 5 s of rest
    /// (`nginx/upstream.conf`), and the responder answers on it until then, for 60 s at the most.
    package var drain = Duration.seconds(75)
    /// For a responder to end once NGINX is gone.
    package var stop = Duration.seconds(10)
    /// For NGINX to answer what is open when the site ends, before it is told to drop it.
    package var gateway = Duration.seconds(10)
    /// Between two starts of a responder, however soon it ends.
    package var betweenStarts = Duration.milliseconds(100)

    package init() {}
}
