/// The client that sent a request, as the log and the list of sessions show it.
package struct Client: Sendable, Equatable {
    /// Its address as NGINX saw it.
    package let network: String
    /// Its `User-Agent`, at most 200 characters.
    package let device: String

    package init(network: String, device: String) {
        self.network = network
        self.device = TextRules.beginning(of: device, 200)
    }
}
