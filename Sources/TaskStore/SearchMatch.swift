import Domain
import Search
import Store
import TaskDomain

/// The query to the full-text index, in the language of FTS5.
///
/// - Source: https://sqlite.org/fts5.html, section 3; `SearchPattern` quotes every word.
enum SearchMatch {
    /// - Shape: nil where nothing was typed that could be found.
    static func of(_ terms: [TaskTerm]) -> String? {
        let parts = terms.compactMap { $0.pattern?.match }
        return parts.isEmpty ? nil : parts.joined(separator: " AND ")
    }
}
