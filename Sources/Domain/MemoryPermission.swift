/// The permissions of spaces of memory and their entries.
package enum MemoryPermission: String, CaseIterable, Sendable {
    case read = "memory:read"
    case write = "memory:write"
}

extension Permission {
    package static let memoryRead = memory(.read)
    package static let memoryWrite = memory(.write)
}
