/// The look for addresses of tasks and entries in the bytes of a text. Each byte is looked at a few times at most.
struct AddressScan {
    let bytes: UnsafeBufferPointer<UInt8>

    private static let tasks = Array("/tasks/".utf8)
    private static let memory = Array("/memory/".utf8)
    /// - Units: bytes of an escaped key; what is longer is none.
    private static let keyBytes = 2_048
    /// - Units: bytes of a host with its port.
    private static let hostBytes = 260

    /// The slash at which a path may begin.
    func path(from start: Int) -> Int? {
        var place = start
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "/"), isAt(place, Self.memory) || isAt(place, Self.tasks) { return place }
            place += 1
        }
        return nil
    }

    /// - Shape: no address where none begins there; `end` is where to look on.
    func address(at slash: Int) -> (address: CitedAddress?, end: Int) {
        let isTask = isAt(slash, Self.tasks)
        let digits = slash + (isTask ? Self.tasks : Self.memory).count
        guard let beginning = beginning(at: slash), let (id, end) = number(at: digits) else { return (nil, digits) }
        guard !isTask else {
            let isWhole = end == bytes.count || !Self.goesOn(bytes[end])
            return (isWhole ? CitedAddress(origin: beginning.origin, thing: .task(id)) : nil, end)
        }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "/") else { return (nil, end) }
        let segment = segment(from: end + 1, isTarget: beginning.isTarget)
        let key = segment.flatMap { Self.key(bytes[end + 1..<$0]) }
        let address = key.map { CitedAddress(origin: beginning.origin, thing: .entry(space: id, key: $0)) }
        return (address, segment ?? end + 1)
    }

    private func isAt(_ place: Int, _ word: [UInt8]) -> Bool {
        place + word.count <= bytes.count && bytes[place..<place + word.count].elementsEqual(word)
    }

    /// The text before a path: the site it is of, or the end of what is not part of it.
    ///
    /// - Shape: nil within a longer address; `isTarget` where Markdown's link or brackets say where the address ends.
    private func beginning(at slash: Int) -> (origin: String?, isTarget: Bool)? {
        var host = slash
        while host > 0, slash - host < Self.hostBytes, Self.isOfHost(bytes[host - 1]) { host -= 1 }
        if host < slash {
            for scheme in ["https://", "http://"] {
                let start = host - scheme.utf8.count
                guard start >= 0, isAt(start, Array(scheme.utf8)) else { continue }
                return (String(decoding: bytes[start..<slash], as: UTF8.self).lowercased(), isTarget(start))
            }
        }
        guard slash > 0, Self.goesOn(bytes[slash - 1]) || bytes[slash - 1] == UInt8(ascii: ".") else {
            return (nil, isTarget(slash))
        }
        return nil
    }

    private func isTarget(_ start: Int) -> Bool {
        guard start > 0 else { return false }
        return bytes[start - 1] == UInt8(ascii: "<") || start > 1 && isAt(start - 2, Array("](".utf8))
    }

    private func number(at start: Int) -> (number: Int64, end: Int)? {
        let digits = bytes[start...].prefix(20).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let text = String(decoding: digits, as: UTF8.self)
        guard let number = Int64(text), number > 0, String(number) == text else { return nil }
        return (number, digits.endIndex)
    }

    /// The end of a key; nil where it is too long, or the address goes on below it.
    private func segment(from start: Int, isTarget: Bool) -> Int? {
        var end = start
        while end < bytes.count, end - start <= Self.keyBytes, !isEnd(end) { end += 1 }
        guard end - start <= Self.keyBytes, end == bytes.count || bytes[end] != UInt8(ascii: "/") else { return nil }
        // A sentence may end behind an address, but not within the brackets of a link.
        while !isTarget, end > start, ".,;:!'~*".utf8.contains(bytes[end - 1]) { end -= 1 }
        return end
    }

    private static func key(_ escaped: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        guard let bytes = PercentEncoding.decode(escaped, plusIsSpace: false), !bytes.isEmpty,
            let key = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return NormalForm.composed(key)
    }

    /// No address has such bytes as they are, but for those that people type who do not escape their letters.
    private func isEnd(_ place: Int) -> Bool {
        switch bytes[place] {
        case 0...0x20, 0x7f: true
        case 0xc2: place + 1 < bytes.count && [0xa0, 0xab, 0xbb].contains(bytes[place + 1])
        // Quotation marks, dashes and spaces of general punctuation; the first signs of East Asia's.
        case 0xe2: place + 1 < bytes.count && bytes[place + 1] == 0x80
        case 0xe3: place + 1 < bytes.count && bytes[place + 1] == 0x80
        case let byte: "\"()<>[\\]^`{|}/?#".utf8.contains(byte)
        }
    }

    /// Before or behind it stands more of the same address.
    private static func goesOn(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "/-_%+=&@$".utf8.contains(byte)
        }
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-.:[]".utf8.contains(byte)
        }
    }
}
