import Platform
import Testing

struct ClientNetworkTests {
    @Test(
        "an IPv4 address counts for itself, an IPv6 address for its /64",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:DB8:1:2::", "2001:db8:1:2::/64"), ("::1", "::/64"), ("unix:", "local"), ("", "local"),
            ("192.0.2.1, 10.0.0.1", "local"),
        ])
    func description(address: String, network: String) {
        #expect(ClientNetwork(address: address).description == network)
    }

    @Test("addresses of one /64 are one network, neighbours are another")
    func equality() {
        let one = ClientNetwork(address: "2001:db8::1")
        #expect(one.description == ClientNetwork(address: "2001:db8::ffff:1").description)
        #expect(one.description != ClientNetwork(address: "2001:db8:0:1::1").description)
    }

    @Test(
        "an address lies in the networks that hold it",
        arguments: [
            ("127.0.0.1", "127.0.0.0/8", true), ("128.0.0.1", "127.0.0.0/8", false), ("::1", "::1/128", true),
            ("::2", "::1/128", false), ("192.0.2.1", "192.0.2.1", true), ("192.0.2.2", "192.0.2.1", false),
            ("10.1.2.3", "0.0.0.0/0", true), ("2001:db8::1", "0.0.0.0/0", false), ("10.1.2.3", "::/0", false),
            ("2001:db8:ffff::1", "2001:db8::/32", true), ("unix:", "0.0.0.0/0", false), ("10.1.2.3", "", false),
            ("192.0.2.130", "192.0.2.128/25", true), ("192.0.2.127", "192.0.2.128/25", false),
        ])
    func lies(address: String, network: String, inside: Bool) {
        #expect(ClientNetwork(address: address).lies(in: network) == inside)
    }
}
