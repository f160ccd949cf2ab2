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
