/// Numbers as text with so many digits behind the point.
package enum FixedPoint {
    /// - Shape: `0.930`; of a number that is not below zero and not beyond what can be counted.
    package static func text(_ value: Double, digits: Int) -> String {
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let count = Int((value * Double(scale)).rounded())
        let rest = String(count % scale)
        return "\(count / scale)." + String(repeating: "0", count: digits - rest.count) + rest
    }
}
