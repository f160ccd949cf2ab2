import Domain

/// A field of a task that people set, as JSON, forms, files and the log call it.
///
/// Lists of fields go through `allCases`, and ask of each with a switch: one that is left out anywhere does
/// not build.
package enum TaskField: Hashable, Sendable {
    case special(SpecialField)
    case plain(PlainField)

    /// In the order of JSON and of exports.
    package static let allCases: [TaskField] = SpecialField.allCases.flatMap { field in
        field == .steps ? PlainField.allCases.map(Self.plain) + [.special(field)] : [.special(field)]
    }

    package var name: String {
        switch self {
        case .special(let field): field.rawValue
        case .plain(let field): field.name
        }
    }

    package init?(named name: String) {
        if let field = PlainField(rawValue: name) {
            self = .plain(field)
        } else if let field = SpecialField(rawValue: name) {
            self = .special(field)
        } else {
            return nil
        }
    }
}

/// A field of a task that has rules or tables of its own.
package enum SpecialField: String, CaseIterable, Sendable {
    case title, description, status, priority, projectId, inbox, parentId, labels, assignees, steps, blockedBy,
        externalId
}
