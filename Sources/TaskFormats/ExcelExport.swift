import Domain
import TaskDomain

/// The same table for Excel where lists are written with semicolons, as in German: with them between its cells, and a
/// byte order mark, without which Excel takes it for another encoding.
package enum ExcelExport: ExportFormat {
    package static let name = "csv-excel"
    package static let contentType = CSVExport.contentType
    package static let fileName = "elwosa-excel.csv"

    package static func write(_ source: ExportSource, _ write: ([UInt8]) throws -> Void) throws {
        try write(Array("\u{feff}".utf8))
        try CSVExport.write(source, separator: ";", write)
    }
}
