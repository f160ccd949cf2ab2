import AuthDomain
import Domain
import HouseStore
import Store
import Testing
import TestingElwosa
import Web

@testable import Live

/// The renewal that a browser calls when its connections come to their end.
@Suite("The renewal of a browser's connections")
struct RenewalTests {
    @Test("brings fresh tokens where those shown are nearly over, and prolongs the connections", arguments: [850, 10])
    func renewal(second: Int64) throws {
        let world = try LiveWorld()
        let ear = world.listen(.ada, until: world.clock.now.adding(seconds: 900))
        let request = request(world)
        world.clock.advance(seconds: second)
        world.hub.lookAtExpiries()
        let site = DirectSite(
            LiveArea(world.hub).routes, sessions: world.store.accounts, clock: world.clock.clock)
        let reply = site.send(request)
        #expect(reply.status == 200)
        let isLate = second == 850
        #expect(reply.headers.filter { $0.name == "Set-Cookie" }.count == (isLate ? 2 : 0))
        world.clock.advance(seconds: 901 - second)
        world.hub.lookAtExpiries()
        #expect(ear.reason == (isLate ? nil : .noLongerSignedIn))
        #expect(ear.heard == (isLate ? ["expiring"] : []))
    }

    private func request(_ world: LiveWorld) -> TestRequest {
        let access = Person.ada.accessToken(origin: DirectSite.plainOrigin, at: world.clock.now)
        let refresh = RefreshToken(sessionId: Person.ada.id, secret: Person.ada.refreshSecret).text
        return TestRequest("POST", "/live/renewal")
            .with("Cookie", "elwosa-access=\(access); elwosa-refresh=\(refresh)").with("User-Agent", "tests")
            .with("Sec-Fetch-Site", "same-origin")
    }
}
