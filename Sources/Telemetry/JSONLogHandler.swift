import Glibc
import JSON
import Logging
import Platform

/// Writes each log entry as one JSON object a line, with the names of the Elastic Common Schema.
///
/// - Source: ECS 8: `@timestamp`, `log.level`, `message`, `service.name`, `http.request.id`, `error.message`;
///   metadata keys are written as they are, so callers use ECS names.
package struct JSONLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let service: String
    private let descriptor: Int32

    /// - Units: `descriptor` is a file descriptor open for writing: standard error in the programs.
    package init(service: String, level: Logger.Level, descriptor: Int32 = 2) {
        self.service = service
        self.descriptor = descriptor
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var out = JSONWriter()
        out.object { out in
            out.member("@timestamp", Self.timestamp())
            out.member("log.level", event.level.rawValue)
            out.member("message", event.message.description)
            out.member("service.name", service)
            for (name, value) in fields(event).sorted(by: { $0.key < $1.key }) { out.member(name, value) }
        }
        // One write: lines of several threads do not mix, and nothing is buffered when the process dies.
        // Who reads a log does so in a terminal.
        let line = Array(VisibleText.lines(String(decoding: out.bytes, as: UTF8.self)).utf8) + [0x0a]
        _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    /// The fields beside the four of every entry, whose names no metadata may use: a name stands once.
    private func fields(_ event: LogEvent) -> [String: String] {
        var fields = metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }).mapValues(\.description)
        for name in ["@timestamp", "log.level", "message", "service.name"] { fields[name] = nil }
        if let error = event.error { fields["error.message"] = "\(error)" }
        return fields
    }

    /// Now in RFC 3339 with milliseconds.
    private static func timestamp() -> String {
        let now = WallTime.now
        var seconds = time_t(now.seconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 24)
        let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S", &parts)
        let milliseconds = String(now.milliseconds + 1_000).dropFirst()
        return String(decoding: text[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self) + ".\(milliseconds)Z"
    }
}
