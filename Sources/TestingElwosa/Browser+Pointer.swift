import Foundation

/// The gestures of a hand.
extension Browser {
    /// Takes the middle of one element with the mouse, and lets go in the middle of another.
    package func drag(_ selector: String, to target: String) throws {
        let (from, to) = (try middle(of: selector), try middle(of: target))
        let between = [(from.x + 12, from.y + 4), ((from.x + to.x) / 2, (from.y + to.y) / 2), (to.x, to.y)]
        let path =
            [Self.moving(from.x, from.y), ["type": "pointerDown", "button": 0]]
            + between.map { Self.moving($0, $1) } + [["type": "pointerUp", "button": 0]]
        let mouse: [String: Any] = [
            "type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"], "actions": path,
        ]
        try command("POST", "/actions", ["actions": [mouse]])
    }

    /// Clicks one place twice, as a hand does that is used to double clicks: whatever lies there the second time. The
    /// first is once the page lets the element be pressed.
    ///
    /// - Errors: `BrowserError` if it does not within 10 s.
    /// - Units: CSS pixels below the middle of the element; milliseconds between the clicks.
    package func clickTwice(_ selector: String, below offset: Int = 0, pause: Int = 400) throws {
        let found = try command("POST", "/element", ["using": "css selector", "value": selector])
        try waitUntilPressable(BrowserElement(browser: self, reference: found))
        let press: [[String: Any]] = [["type": "pointerDown", "button": 0], ["type": "pointerUp", "button": 0]]
        let there: [String: Any] = ["type": "pointerMove", "duration": 0, "origin": found, "x": 0, "y": offset]
        let path = [there] + press + [["type": "pause", "duration": pause]] + press
        let mouse: [String: Any] = [
            "type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"], "actions": path,
        ]
        try command("POST", "/actions", ["actions": [mouse]])
    }

    private func waitUntilPressable(_ element: BrowserElement) throws {
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(10)
        while try element.style("pointer-events") == "none" {
            guard clock.now < limit else { throw BrowserError("cannot be pressed") }
            usleep(10_000)
        }
    }

    private static func moving(_ x: Int, _ y: Int) -> [String: Any] {
        ["type": "pointerMove", "duration": 20, "x": x, "y": y]
    }

    /// Puts a finger on the middle of one element, leaves it there until `lifted` is true, and takes it to the middle of
    /// another; without `lifted` the finger moves at once, as one scrolls.
    package func dragByFinger(_ selector: String, to target: String, lifted: String?) throws {
        let (from, to) = (try middle(of: selector), try middle(of: target))
        try touch("touchStart", from)
        if let lifted { try need(lifted) }
        for part in 1...4 {
            try touch("touchMove", (from.x + (to.x - from.x) * part / 4, from.y + (to.y - from.y) * part / 4))
        }
        try touch("touchEnd", nil)
    }

    /// Puts a finger on the middle of one element, leaves it there until `lifted` is true, takes it sideways and
    /// lifts it when `until` is true.
    package func holdByFinger(
        _ selector: String, toX x: Int, lifted: String, until: String
    ) throws {
        let from = try middle(of: selector)
        try touch("touchStart", from)
        try need(lifted)
        try touch("touchMove", (x, from.y))
        try need(until)
        try touch("touchEnd", nil)
    }

    private func need(_ expression: String) throws {
        guard try waitFor(expression) else { throw BrowserError("not true: \(expression)") }
    }

    /// - Units: CSS pixels from the upper left of what is in sight.
    private func touch(_ type: String, _ point: (x: Int, y: Int)?) throws {
        let points = point.map { [["x": $0.x, "y": $0.y]] } ?? []
        try devTools("Input.dispatchTouchEvent", ["type": type, "touchPoints": points])
    }

    /// The middle of the part of the element that is in sight.
    private func middle(of selector: String) throws -> (x: Int, y: Int) {
        let found = try evaluate(
            """
            ((box) => [(Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2, box.top + box.height / 2]\
            .map(Math.round))(document.querySelector("\(selector)").getBoundingClientRect())
            """)
        guard let point = found as? [Int], point.count == 2 else { throw BrowserError("no place: \(selector)") }
        return (point[0], point[1])
    }
}
