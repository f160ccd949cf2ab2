import Domain
import Input

extension Fields {
    /// The fields of a form as browsers send it, beside which stand those that any form may carry.
    init(sent form: Form) {
        self.init(form, besides: [FormToken.fieldName, FormKey.fieldName, "_method"])
    }

    /// Everything that a form sent but for its token and key, for a form that sends it again; nothing of JSON.
    package var pairs: [(name: String, value: String)] {
        (form?.pairs ?? []).filter { $0.name != FormToken.fieldName && $0.name != FormKey.fieldName }
    }

    /// The parameters of an address, all of which `read` has to know.
    ///
    /// - Errors: `.malformed` naming the parameter: a list asked for in the wrong way is a broken address.
    package mutating func parameters<Asked>(
        _ read: (inout Fields) throws(Failure) -> Asked
    ) throws(Failure) -> Asked {
        do throws(Failure) {
            let asked = try read(&self)
            try finish()
            return asked
        } catch {
            guard let rule = error.rule else { throw error }
            throw Failure(rule, field: error.field ?? "query", kind: .malformed)
        }
    }
}
