import AuthDomain
import Crypto
import Domain
import Platform
import Web

/// One try to sign in, as far as counting it goes.
struct SignInAttempt {
    /// Asked before the password is looked at, and counted when it was wrong.
    let counters: [ThrottleKey]
    /// Forgotten when it was right.
    let own: [ThrottleKey]
    let share: PasswordHashing.Share
    /// The name that was typed: a stranger is told nothing by the queue about whether anybody has it.
    let owner: PasswordHashing.Owner
    /// The part that tells one requester of an account from another in the queue for hashing.
    let client: String

    /// - Shape: `accountId` is nil for a name that nobody has.
    func requester(_ accountId: Int64?) -> PasswordHashing.Requester {
        let known = share == .known ? accountId : nil
        return PasswordHashing.Requester(share, known.map { .account($0) } ?? owner, client: client)
    }
}

extension AuthArea {
    /// A browser in which the account has signed in before is counted by itself alone, so that nobody who guesses from
    /// elsewhere, or from the same address, can keep the owner out. Everybody else is counted by name and address.
    func attempt(name: String, _ exchange: Exchange) throws(Failure) -> SignInAttempt {
        let owner = hashing.owner(ofName: name)
        if let token = exchange.deviceToken,
            let device = try accounts.knownDevice(tokenHash: SHA256.hash(token), name: name)
        {
            return SignInAttempt(
                counters: [.device(id: device)], own: [.device(id: device)], share: .known,
                owner: owner, client: "device:\(device)")
        }
        let network = ClientNetwork(address: exchange.client.network)
        let isCounted = !uncountedNetworks.contains(where: network.lies)
        return SignInAttempt(
            counters: [.account(name: name)] + (isCounted ? [.network(network.description)] : []),
            own: [.account(name: name)], share: .unidentified, owner: owner, client: "network:\(network)")
    }

    /// Remembers the browser as one of the account's.
    ///
    /// - Shape: the `Set-Cookie` header of its device cookie, which it keeps for 400 days, as long as browsers allow
    ///   (RFC 6265bis, section 5.5). A cookie that nobody's device has is replaced.
    func deviceCookie(for account: Account, _ exchange: Exchange) throws(Failure) -> String {
        let token = try deviceTokenKnown(exchange) ?? Random.token()
        try accounts.rememberDevice(tokenHash: SHA256.hash(token), accountId: account.id, at: exchange.now)
        return SetCookie.header(
            exchange.deviceCookieName, token, maximumAge: 400 * 86_400, isSecure: exchange.site.gate.isSecure)
    }

    private func deviceTokenKnown(_ exchange: Exchange) throws(Failure) -> String? {
        guard let token = exchange.deviceToken, try accounts.isKnownDevice(tokenHash: SHA256.hash(token)) else {
            return nil
        }
        return token
    }
}

extension Exchange {
    /// The signed-in caller as the queue for hashing knows it: one for an account and session.
    var hashingRequester: PasswordHashing.Requester {
        get throws(Failure) {
            let caller = try caller
            let client = "session:\(caller.sessionId ?? 0)"
            return PasswordHashing.Requester(.known, caller.accountId.map { .account($0) } ?? .nobody, client: client)
        }
    }

    fileprivate var deviceCookieName: String { SetCookie.name("elwosa-device", isSecure: site.gate.isSecure) }

    /// The token that the browser sent as its device cookie, known or not: 256 bits in base64url.
    fileprivate var deviceToken: String? {
        let token = Cookies(request.parameters.values(of: "HTTP_COOKIE"))[deviceCookieName]
        return token?.utf8.count == 43 ? token : nil
    }
}
