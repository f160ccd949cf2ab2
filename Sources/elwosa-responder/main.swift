import Domain
import Glibc

// Answers for one area. All areas are in this one file, so that what their processes run is in memory once.
guard let serve = Areas.named(by: CommandLine.arguments) else {
    let usage = Array(
        "Usage: elwosa-responder \(AreaName.allCases.filter { Areas.serving($0) != nil }.map(\.rawValue).joined(separator: "|"))\n"
            .utf8)
    _ = write(2, usage, usage.count)
    exit(EX_USAGE)
}
exit(serve())
