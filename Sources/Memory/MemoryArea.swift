import Domain
import MemoryDomain
import Web

/// Everything that the memory area asks of the store.
package typealias MemoryRepositories = SpaceRepository & EntryRepository & SpaceFileRepository & FindingRepository

/// The addresses of the memory area, concern by concern. `elwosa routes` prints this table.
package struct MemoryArea: Area {
    package static let name = AreaName.memory
    package static let bodyLimit = 8 * 1_048_576

    let memory: any MemoryRepositories
    /// The projects that a caller may choose, and the titles of tasks: tasks and memory know each other.
    let surroundings: any MemorySurroundings

    package init(memory: any MemoryRepositories, surroundings: any MemorySurroundings) {
        (self.memory, self.surroundings) = (memory, surroundings)
    }

    /// Admits bodies of those alone who write in the space.
    package func admitBody(to path: Path, from caller: Caller) throws(Failure) {
        guard let space = Self.written(by: path) else { return }
        let role = try memory.space(space, for: caller).summary.role
        guard role >= .writer else { throw Failure(.spaceRole(role, needs: .writer), field: "space", kind: .forbidden) }
    }

    /// The space of whose entries a body to this path says something.
    private static func written(by path: Path) -> Int64? {
        let segments = path.segments
        guard segments.count >= 2 else { return nil }
        let isFile = segments.count == 4 && segments[1] == "spaces" && segments[3] == "import"
        return Int64(segments[isFile ? 2 : 1])
    }

    package static let routes =
        spaceRoutes + fileRoutes + acrossRoutes + findingRoutes + entryRoutes + citationRoutes + writeRoutes
        + versionRoutes

    static let spaceRoutes: [AreaRoute<MemoryArea>] = [
        AreaRoute(.get, "/memory", needs: .memoryRead, handle: listSpaces),
        AreaRoute(.post, "/memory/spaces", needs: .memoryWrite, handle: createSpace),
        AreaRoute(.get, "/memory/spaces/{id}", needs: .memoryRead, handle: showSpace),
        AreaRoute(.patch, "/memory/spaces/{id}", needs: .memoryWrite, handle: updateSpace),
        AreaRoute(.delete, "/memory/spaces/{id}", needs: .memoryWrite, handle: deleteSpace),
        AreaRoute(.get, "/memory/spaces/{id}/delete", needs: .memoryWrite, handle: confirmDeleteSpace),
        AreaRoute(.get, "/memory/spaces/{id}/clear", needs: .memoryWrite, handle: confirmDeleteEntries),
        AreaRoute(.get, "/memory/spaces/{id}/readings", needs: .memoryRead, handle: listReadings),
        AreaRoute(.get, "/memory/spaces/{id}/new", needs: .memoryWrite, handle: newEntry),
        AreaRoute(.post, "/memory/spaces/{id}/members", needs: .memoryWrite, twice: .settles, handle: setMember),
        AreaRoute(.delete, "/memory/spaces/{id}/members/{account}", needs: .memoryRead, handle: removeMember),
    ]

    static let entryRoutes: [AreaRoute<MemoryArea>] = [
        AreaRoute(.get, "/memory/{space}", needs: .memoryRead, handle: listEntries),
        AreaRoute(.get, "/memory/{space}/{key}", needs: .memoryRead, handle: showEntry),
        AreaRoute(.get, "/memory/{space}/{key}/edit", needs: .memoryWrite, handle: editEntry),
        AreaRoute(.get, "/memory/{space}/{key}/delete", needs: .memoryWrite, handle: confirmDeleteEntry),
    ]

    static let writeRoutes: [AreaRoute<MemoryArea>] = [
        AreaRoute(.post, "/memory/{space}", needs: .memoryWrite, handle: createEntries),
        AreaRoute(.delete, "/memory/{space}", needs: .memoryWrite, handle: deleteEntries),
        AreaRoute(.put, "/memory/{space}/{key}", needs: .memoryWrite, handle: putEntry),
        AreaRoute(.patch, "/memory/{space}/{key}", needs: .memoryWrite, handle: patchEntry),
        AreaRoute(.delete, "/memory/{space}/{key}", needs: .memoryWrite, handle: deleteEntry),
        AreaRoute(.post, "/memory/{space}/{key}/additions", needs: .memoryWrite, handle: appendEntry),
        AreaRoute(.post, "/memory/{space}/{key}/erasure", needs: .memoryWrite, twice: .settles, handle: eraseEntry),
        AreaRoute(.post, "/memory/changes/{mark}/undo", needs: .memoryWrite, handle: undo),
    ]

    static let versionRoutes: [AreaRoute<MemoryArea>] = [
        AreaRoute(.get, "/memory/{space}/{key}/versions", needs: .memoryRead, handle: listVersions),
        AreaRoute(
            .post, "/memory/{space}/{key}/versions/{version}/restoration", needs: .memoryWrite, twice: .settles,
            handle: restoreEntry),
    ]
}
