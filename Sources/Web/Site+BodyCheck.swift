import AuthDomain
import Domain
import JSON

/// The question of NGINX before it takes a body that would go to its disk: may whoever sends it bring one here at all?
///
/// NGINX marks the question with the parameter `BODY_CHECK`, which no client can set, since headers arrive as
/// `HTTP_…`. The body itself is not there yet.
extension Site {
    static func isBodyCheck(_ parameters: Parameters) -> Bool { parameters["BODY_CHECK"] == "1" }

    /// - Shape: 204 with the account's number in `X-Elwosa-Account`, by which NGINX counts how much one account brings
    ///   at a time; else what `refusal` makes.
    func checkBody(_ parameters: Parameters) -> Response {
        do throws(Failure) {
            let caller = try sender(parameters)
            return Response(.noContent, headers: [("X-Elwosa-Account", String(caller.accountId ?? 0))])
        } catch {
            return refusal(error, parameters)
        }
    }

    /// The caller, who may use one of the address's methods. The one that is meant may stand in the body (`_method`),
    /// so the question proper is asked again once the body is there.
    private func sender(_ parameters: Parameters) throws(Failure) -> Caller {
        let now = facts.clock.now()
        try DecidingHeaders.check(parameters)
        let path = try Path(target: parameters["REQUEST_URI"] ?? "")
        let routes = table.routes(of: path)
        guard !routes.isEmpty else { throw .notFound }
        let identity = try facts.gate.identifyUnrenewed(parameters, at: now)
        guard let caller = identity.caller else { throw Failure(.unauthenticated, "Nobody is signed in.") }
        try facts.gate.refuseForeign(parameters, form: nil, identity)
        var refusal: Failure?
        for route in routes {
            do throws(Failure) {
                try facts.gate.admit(caller, to: route.needs, from: parameters, at: now)
                try route.admitBody?(path, caller)
                return caller
            } catch {
                refusal = error
            }
        }
        throw refusal ?? .notFound
    }

    /// `auth_request` knows 403 and 401 alone, and passes no body on: what is really meant stands in headers.
    ///
    /// - Shape: `X-Elwosa-Refusal` is the status; `X-Elwosa-Location` where a browser goes instead; `X-Elwosa-Detail`
    ///   the sentence, escaped as in a JSON text.
    private func refusal(_ failure: Failure, _ parameters: Parameters) -> Response {
        let answer = problem(failure, parameters, RequestRecord())
        var headers = [("X-Elwosa-Refusal", String(Problem.status(of: failure.kind).rawValue))]
        if let place = answer.headers.first(where: { $0.name == "Location" }) {
            headers.append(("X-Elwosa-Location", place.value))
        }
        var out = JSONWriter()
        failure.message.write(to: &out)
        headers.append(("X-Elwosa-Detail", String(decoding: out.bytes.dropFirst().dropLast(), as: UTF8.self)))
        return Response(.forbidden, headers: headers)
    }
}
