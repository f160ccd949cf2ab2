import Domain
import Input
import JSON
import TaskDomain

extension Fields {
    /// A day or a moment; as `integerOrNull`.
    ///
    /// - Errors: `.invalid` with the rule `.time` or `.year`.
    package mutating func timeOrNull(_ name: String) throws(Failure) -> TaskTime?? {
        guard let value = try value(name) else { return nil }
        switch value {
        case .null: return .some(nil)
        case .string("") where isForm: return .some(nil)
        case .string(let text): return .some(try TaskTime(parsing: text, field: name))
        default: throw Failure(.time, field: name)
        }
    }
}
