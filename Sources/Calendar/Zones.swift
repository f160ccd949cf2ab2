import Domain
import Synchronization

/// The time zones this machine knows, each read when it is first asked for.
///
/// One that has been read stays as it is until the program ends: an update of `tzdata` is seen after a restart.
package final class Zones: Sendable {
    private let directory: String
    private let kept = Mutex<[String: Zone]>([:])

    /// More than the people of one house live in; beyond it a zone is read again for each use.
    private static let keptLimit = 128

    /// - Source: the files of the Debian package `tzdata`.
    package init(directory: String = "/usr/share/zoneinfo") {
        self.directory = directory
    }

    /// The zone of a name, such as `Europe/Berlin` or an older `US/Eastern`; `UTC` is always there.
    ///
    /// - Errors: each kind of `ZoneError`.
    package func zone(named name: String) throws(ZoneError) -> Zone {
        if name == Zone.utc.name { return .utc }
        // While another thread has the lock, reading the file takes less time than to wait and be woken.
        if let zone = kept.withLockIfAvailable({ $0[name] }) ?? nil { return zone }
        let zone = try read(name)
        _ = kept.withLockIfAvailable { kept in
            if kept.count < Self.keptLimit { kept[name] = zone }
        }
        return zone
    }

    /// The zone somebody has chosen, or the other one: where nothing is chosen, and where what was chosen is no longer
    /// there.
    package func zone(chosen name: String?, otherwise: Zone) -> Zone {
        guard let name, let zone = try? zone(named: name) else { return otherwise }
        return zone
    }

    private func read(_ name: String) throws(ZoneError) -> Zone {
        guard Self.isName(name) else { throw .malformedName }
        let path = "\(directory)/\(name)"
        guard let bytes = try ZoneFiles.read(path, in: directory) else { throw .unknown }
        do {
            return Zone(name: name, file: try TimeZoneFile(bytes))
        } catch {
            throw .damaged(path: path, error)
        }
    }

    /// The form of the database's names, which all begin with a capital: `posixrules`, `right/` and
    /// whatever else lies in the directory do not, and no part can be `..`.
    static func isName(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return text.utf8.count <= 64 && parts.count <= 3 && (0x41...0x5a).contains(text.utf8.first ?? 0)
            && parts.allSatisfy { part in
                guard let first = part.first, isLetter(first) else { return false }
                return part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "_+-".utf8.contains($0) }
            }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
}

extension Zones {
    /// The zones to choose from: UTC, then those that people live in, by name and without the older names of the same.
    ///
    /// - Shape: UTC alone where there are no files.
    /// - Source: `zone.tab`, the third column: at least one zone for each country, where `zone1970.tab` would send
    ///   Amsterdam to Brussels.
    package func names() -> [String] {
        let bytes = (try? ZoneFiles.read("\(directory)/zone.tab", in: directory)) ?? nil
        let lines = String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n")
        let names = lines.filter { !$0.hasPrefix("#") }.compactMap { line -> String? in
            let columns = line.split(separator: "\t")
            return columns.count >= 3 && Self.isName(String(columns[2])) ? String(columns[2]) : nil
        }
        return [Zone.utc.name] + Set(names).sorted()
    }
}
