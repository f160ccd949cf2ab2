/// An address of a task or an entry of memory that stands in a text: `/tasks/7`, `/memory/3/berlin`.
package struct CitedAddress: Sendable, Hashable {
    package enum Thing: Sendable, Hashable {
        case task(Int64)
        case entry(space: Int64, key: String)
    }

    /// The site that it names, `https://elwosa.example`, in small letters; nil where it is only a path.
    package let origin: String?
    package let thing: Thing

    package init(origin: String?, thing: Thing) {
        (self.origin, self.thing) = (origin, thing)
    }

    /// The address with its key as that is called, and not as an address escapes it.
    package var text: String {
        switch thing {
        case .task(let id): "\(origin ?? "")/tasks/\(id)"
        case .entry(let space, let key): "\(origin ?? "")/memory/\(space)/\(key)"
        }
    }
}

extension CitedAddress {
    /// The different addresses of one text; more are text.
    package static let limit = 100

    /// The path that a text begins with, and its length.
    ///
    /// - Shape: nil where there is none, or it goes on below the task or the entry.
    /// - Units: Unicode scalars.
    package static func path(beginning text: ArraySlice<Unicode.Scalar>) -> (address: CitedAddress, length: Int)? {
        guard let sign = text.dropFirst().first, sign == "t" || sign == "m" else { return nil }
        var slashes = 0
        // No path has more slashes than an entry's; a scalar that is none ends it, as white space does.
        let piece = text.prefix { scalar in
            if scalar == "/" { slashes += 1 }
            return slashes <= 4 && !scalar.properties.isWhitespace && !(0xfdd0...0xfdef).contains(scalar.value)
        }
        var path = String(String.UnicodeScalarView(piece))
        let (address, end) = path.withUTF8 { bytes in
            let scan = AddressScan(bytes: bytes)
            return scan.path(from: 0) == 0 ? scan.address(at: 0) : (nil, 0)
        }
        return address.map { ($0, String(decoding: path.utf8.prefix(end), as: UTF8.self).unicodeScalars.count) }
    }

    /// The addresses that a text has, as targets of Markdown's links or bare, each once, in their order; those in code
    /// too, as the text is only looked through.
    ///
    /// - Shape: the first `limit`. One that goes on below the task or the entry is none; a query or a fragment is left
    ///   out.
    package static func all(in text: String) -> [CitedAddress] {
        var text = text
        return text.withUTF8 { bytes in
            let scan = AddressScan(bytes: bytes)
            var (found, known, place) = ([CitedAddress](), Set<CitedAddress>(), 0)
            while found.count < limit, let slash = scan.path(from: place) {
                let (address, end) = scan.address(at: slash)
                if let address, known.insert(address).inserted { found.append(address) }
                place = end
            }
            return found
        }
    }
}
