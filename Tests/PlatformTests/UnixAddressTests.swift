import Glibc
import Platform
import Testing

@Suite("Addresses of Unix sockets")
struct UnixAddressTests {
    @Test("has the path, up to the longest that the system takes")
    func path() throws {
        let path = "/" + String(repeating: "é", count: 53)
        #expect(path.utf8.count == UnixAddress.longest)
        let address = try #require(UnixAddress(path))
        address.withSocketAddress { pointer, length in
            #expect(length == socklen_t(MemoryLayout<sockaddr_un>.size) && pointer.pointee.sa_family == AF_UNIX)
            let start = UnsafeRawPointer(pointer) + MemoryLayout<sockaddr_un>.offset(of: \.sun_path)!
            #expect(String(cString: start.assumingMemoryBound(to: CChar.self)) == path)
        }
        #expect(UnixAddress(path + "x") == nil)
    }
}

@Suite("Files and disks")
struct FileSystemTests {
    @Test("tells what is free and how long a file is, and nothing of what is not there")
    func sizes() throws {
        #expect(FileSystem.freeBytes(at: "/") ?? 0 > 0)
        #expect(FileSystem.freeBytes(at: "/nowhere/at/all") == nil)
        #expect(FileSystem.size("/nowhere") == nil)
        #expect(FileSystem.size("/proc/self/statm") == 0)
    }
}
