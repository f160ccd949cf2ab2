/// The clock of all deadlines here: it goes on while the machine sleeps and is not set back.
typealias Moment = ContinuousClock.Instant

/// Something the supervisor's loop looks after.
protocol Watching: AnyObject {
    /// Descriptors that are readable when there is something to do.
    var watched: [Int32] { get }
    /// When there is something to do even if no descriptor says so.
    var wakes: Moment? { get }
    /// Does what there is to do, without waiting.
    func look(readable: Set<Int32>, at now: Moment)
}
