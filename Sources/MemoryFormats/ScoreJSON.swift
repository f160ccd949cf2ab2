import JSON

/// A score as JSON.
///
/// - Shape: three digits behind the point.
struct ScoreJSON: JSONWritable {
    let value: Double

    init(_ value: Double) {
        self.value = value
    }

    func write(to out: inout JSONWriter) {
        out.raw(FixedPoint.text(value, digits: 3).utf8)
    }
}
