import AuthDomain
import AuthTexts
import Crypto
import Domain
import HTML
import Input
import JSON
import QRCode
import Texts
import Web

extension AuthArea {
    static let factorRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/account/factor", needs: .anyFreshSession, handle: showFactor),
        AreaRoute(.post, "/account/factor", needs: .anyFreshSession, twice: .replaces, handle: beginFactor),
        AreaRoute(.delete, "/account/factor", needs: .anyFreshSession, handle: removeFactor),
        AreaRoute(
            .post, "/account/factor/confirmation", needs: .anyFreshSession, twice: .session, handle: confirmFactor),
        AreaRoute(.post, "/account/factor/codes", needs: .freshSession, twice: .replaces, handle: makeCodes),
    ]

    func showFactor(_ exchange: Exchange) throws(Failure) -> Response {
        try factorAnswer(exchange, failure: nil)
    }

    /// Begins a second factor with a key of its own; one begun before and not confirmed is forgotten.
    ///
    /// - Errors: 409 where there is a confirmed one.
    func beginFactor(_ exchange: Exchange) throws(Failure) -> Response {
        try exchange.finishEmpty()
        try secondFactor.begin(by: exchange.change())
        guard !exchange.wantsPage else { return exchange.seeOther(Link("/account/factor")) }
        return exchange.json(.created, try factorState(exchange)).withNobodyKeeping()
    }

    /// Makes the begun factor count, once its app has shown a right code, and shows the recovery codes.
    ///
    /// - Errors: 422 on `code` for a wrong one, 409 where nothing is being set up (a browser is led to the page of the
    ///   factor), 429 after several wrong ones.
    func confirmFactor(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let code = try fields.requiredText("code")
        try fields.finish()
        let accountId = try exchange.caller.accountId ?? 0
        guard let factor = try accounts.factor(of: accountId), !factor.isConfirmed else {
            // Sent twice: the page says that the factor counts, and how to make recovery codes that one sees.
            if exchange.wantsPage { return exchange.seeOther(Link("/account/factor")) }
            throw Failure(.conflict, "No second factor is being set up.")
        }
        var step: Int64?
        _ = try secondFactor.counted(accountId, at: exchange.now) { () throws(Failure) in
            step = try secondFactor.step(of: code, for: factor, at: exchange.now)
            return step != nil
        }
        guard let step else {
            return try exchange.again(Failure(.wrongCode, field: "code"), showing: .wrongCode) {
                failure throws(Failure) in try factorAnswer(exchange, failure: failure)
            }
        }
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make() }
        try accounts.confirmFactor(
            factor.id, step: step, codeHashes: codes.map(RecoveryCode.hash), by: exchange.change())
        return codesAnswer(exchange, codes)
    }

    /// Replaces the recovery codes and shows the new ones, this once.
    ///
    /// - Errors: 409 where there is no confirmed factor.
    func makeCodes(_ exchange: Exchange) throws(Failure) -> Response {
        try exchange.finishEmpty()
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make() }
        try accounts.replaceRecoveryCodes(with: codes.map(RecoveryCode.hash), by: exchange.change())
        return codesAnswer(exchange, codes)
    }

    /// Removes the factor: a begun one at once, a confirmed one for the password, which has to be long enough to stand
    /// alone.
    ///
    /// - Errors: 422 on `password` for a wrong one or one below the minimum, 429 after several wrong ones.
    func removeFactor(_ exchange: Exchange) throws(Failure) -> Response {
        let caller = try exchange.caller
        if try confirmedFactor(of: caller.accountId ?? 0) != nil {
            do throws(Failure) {
                try checkPasswordAlone(exchange, caller)
            } catch {
                return try exchange.again(error, showing: [.invalid]) { failure throws(Failure) in
                    try factorAnswer(exchange, failure: failure)
                }
            }
        }
        try accounts.removeFactor(by: exchange.change())
        return exchange.wantsPage ? exchange.seeOther(Link("/account/factor")) : Response(.noContent)
    }

    private func checkPasswordAlone(_ exchange: Exchange, _ caller: Caller) throws(Failure) {
        var fields = try exchange.fields()
        let password = try fields.requiredText("password")
        try fields.finish()
        guard try isPassword(password, of: caller, exchange) else {
            throw Failure(.wrongPassword, field: "password")
        }
        _ = try passwords.newPassword(password, name: caller.name)
    }

    private func factorState(_ exchange: Exchange) throws(Failure) -> FactorState {
        guard let factor = try accounts.factor(of: exchange.caller.accountId ?? 0) else { return .none }
        guard !factor.isConfirmed else { return .confirmed(codesLeft: factor.codesLeft) }
        let key = try secondFactor.key(of: factor)
        return .begun(
            key: Base32.encode(key), address: SecondFactor.address(key: key, name: try exchange.caller.name))
    }

    private func factorAnswer(_ exchange: Exchange, failure: Failure?) throws(Failure) -> Response {
        let state = try factorState(exchange)
        // Until it is confirmed, the key of the app stands there.
        guard exchange.wantsPage else { return exchange.json(.ok, state).withNobodyKeeping() }
        let page = FactorPage(
            context: exchange.context, state: state,
            isOwed: exchange.site.gate.demand.isOwed(by: try exchange.caller), failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[.factorTitle], page)
            .withNobodyKeeping()
    }

    private func codesAnswer(_ exchange: Exchange, _ codes: [String]) -> Response {
        guard exchange.wantsPage else {
            return exchange.json(.ok, ListJSON("recoveryCodes", codes)).withNobodyKeeping()
        }
        let page = RecoveryCodesPage(context: exchange.context, codes: codes)
        return exchange.page(.ok, title: exchange.texts[.codesTitle], page).withNobodyKeeping()
    }
}

extension Exchange {
    /// For a change that needs nothing to be sent with it.
    ///
    /// - Errors: `.invalid` for any field that was sent.
    func finishEmpty() throws(Failure) {
        guard let length = request.parameters["CONTENT_LENGTH"], length != "0" else { return }
        try fields().finish()
    }
}

/// The state of a second factor.
enum FactorState: Equatable, JSONWritable {
    case none
    /// The key in Base32, and the address that the QR code holds.
    case begun(key: String, address: String)
    case confirmed(codesLeft: Int)

    func write(to out: inout JSONWriter) {
        out.object { out in
            switch self {
            case .none: out.member("state", "none")
            case .begun(let key, let address):
                out.member("state", "begun")
                out.member("key", key)
                out.member("address", address)
            case .confirmed(let codesLeft):
                out.member("state", "confirmed")
                out.member("codesLeft", Int64(codesLeft))
            }
        }
    }
}
