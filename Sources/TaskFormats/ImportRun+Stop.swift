import Domain

extension ImportRun {
    /// A line that could not be taken.
    package struct Stop: Sendable, Equatable {
        /// The name of its file within an archive; nil where the file is none.
        package let entry: String?
        package let line: Int
        /// In characters from 1; nil where the whole line is meant.
        package let column: Int?
        /// From which on nothing was taken.
        package let firstLine: Int
        /// Without the place in the file.
        package let failure: Failure

        /// - Shape: at `line` where the fault names none.
        package init(_ fault: ImportFault, in entry: String? = nil, atLine line: Int = 1, firstLine: Int = 1) {
            (self.entry, self.line, column) = (entry, fault.line ?? line, fault.column)
            (self.firstLine, failure) = (firstLine, fault.failure)
        }

        /// The fault in a sentence, with its place before it.
        package var message: String {
            "\(entry.map { "\($0), line" } ?? "Line") \(line)\(column.map { ", column \($0)" } ?? ""): \(failure.message)"
        }
    }
}
