import ArgumentParser
import Domain
import TaskDomain

/// A query as it is typed on the command line.
enum CommandQuery {
    /// - Errors: exit code 64 after saying what is wrong and pointing at the word.
    static func read(_ text: String) throws -> TaskFilter {
        do throws(QueryError) {
            return try TaskFilter(parsing: text)
        } catch {
            StandardError.write(sentence(error, in: text))
            throw ExitCode.validationFailure
        }
    }

    /// The query with a line of carets under the word that is wrong.
    static func sentence(_ error: QueryError, in text: String) -> String {
        let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        // A character may be written as six.
        let before = cell(String(line.prefix(error.range.lowerBound))).count
        let word = cell(String(line.dropFirst(error.range.lowerBound).prefix(error.range.count))).count
        let carets = String(repeating: "^", count: max(1, error.range.count, word))
        let hint = error.suggestions.isEmpty ? "" : " Did you mean \(error.suggestions.joined(separator: ", "))?"
        return """
            Error: \(error.rule.sentence)\(hint)
              \(line)
              \(String(repeating: " ", count: max(before, error.range.lowerBound)))\(carets)

            """
    }
}
