import Glibc

/// Where a running program finds the files that came with it.
struct InstalledPlace {
    /// The directory of the program itself.
    let programs: String

    init(executable: String) {
        programs = Self.parent(of: executable)
    }

    /// `www` or `nginx`: of the checkout the program was built in, else of the package it was installed by.
    ///
    /// - Shape: the nearest directory above the program with a `Package.swift` and that name; without one,
    ///   `../share/elwosa/NAME`, whether it exists or not.
    func directory(_ name: String) -> String {
        var place = programs
        while place.count > 1 {
            if exists(place + "/Package.swift"), exists("\(place)/\(name)") { return "\(place)/\(name)" }
            place = Self.parent(of: place)
        }
        return "\(Self.parent(of: programs))/share/elwosa/\(name)"
    }

    private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}
