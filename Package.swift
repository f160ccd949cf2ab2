// swift-tools-version: 6.2
import PackageDescription

// Rooms from the top of the house to its floor. Arrows point down only; `make test` builds with
// `--explicit-target-dependency-import-check error`, so an import that is not declared here does not build.

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// For rooms that look at each letter of a text: built for a debugger they take fifty times as long, and tests write
/// megabytes.
let optimised: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let nio: [Target.Dependency] = ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket"].map {
    .product(name: $0, package: "swift-nio")
}
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = [],
    settings: [SwiftSetting] = strict
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "elwosa",
    products: [
        .executable(name: "elwosa", targets: ["elwosa"]),
        .executable(name: "elwosa-supervisor", targets: ["elwosa-supervisor"]),
        .executable(name: "elwosa-responder", targets: ["elwosa-responder"]),
        .executable(name: "elwosa-live", targets: ["elwosa-live"]),
        // Preloaded by tests of commands that are killed.
        .library(name: "Killed", type: .dynamic, targets: ["Killed"]),
        // Preloaded by tests of a disk that fails.
        .library(name: "FaultyDisk", type: .dynamic, targets: ["FaultyDisk"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        // Programs
        program(
            "elwosa",
            [
                "AreaTables", "Auth", "Wiring", "Web", "Supervisor", "Settings", "Crypto", "JSON", "Durable",
                "Platform", "AuthDomain", "TaskDomain", "Tasks", "Administration", "FindingBench", "Finding",
                "TaskFormats", "MemoryFolder",
                "MemoryFormats", "MemoryDomain", "Tokens", "Domain", "TaskTexts", "Texts", "Calendar", "Input",
                arguments,
            ]),
        program("elwosa-supervisor", ["Supervisor", "Settings", "JSON"]),
        program(
            "elwosa-responder",
            [
                "Auth", "Tasks", "Memory", "Wiring", "Web", "Settings", "Store", "AuthDomain", "HouseStore",
                "TaskStore", "MemoryStore", "Domain",
            ]),
        program(
            "elwosa-live",
            [
                "Live", "Wiring", "Sockets", "Store", "Web", "Settings", "Telemetry", "Lifecycle", "Platform",
                "HouseStore", "MemoryStore", "Domain",
            ]),

        // What every responder is put together with
        room(
            "Wiring",
            [
                "FastCGI", "Web", "Store", "SQLite", "Settings", "Lifecycle", "Telemetry", "Crypto", "Calendar",
                "Platform", "AuthDomain", "HouseStore", "MemoryStore", "MemoryDomain", "Domain", logging,
            ]),

        // What the command line is handed
        room(
            "Administration",
            [
                "Wiring", "Store", "SQLite", "Settings", "Durable", "AuthDomain", "AuthStore", "Crypto", "HouseStore",
                "TaskDomain", "TaskStore", "MemoryDomain", "MemoryStore", "Domain",
            ]),

        // What the search is measured by
        room(
            "FindingBench",
            [
                "AuthStore", "HouseStore", "MemoryStore", "Store", "Finding", "Tokens", "Search", "SQLite",
                "MemoryDomain",
                "Platform", "JSON", "Domain",
            ]),

        // What all areas are known by
        room("AreaTables", ["Auth", "Tasks", "Memory", "Live", "Web", "Domain"]),

        // Areas
        room(
            "Auth",
            [
                "Web", "HTML", "JSON", "HouseTexts", "AuthTexts", "Texts", "Crypto", "QRCode", "Calendar", "AuthDomain",
                "Platform", "Input", "Domain",
            ]),
        room(
            "Tasks",
            [
                "Web", "HTML", "JSON", "TaskTexts", "Texts", "Markdown", "Calendar", "Search", "TaskDomain", "Input",
                "TaskFormats", "Domain",
            ]),
        room(
            "Memory",
            [
                "Web", "HTML", "JSON", "MemoryTexts", "Texts", "Markdown", "Finding", "Search", "MemoryDomain", "Input",
                "MemoryFormats", "Tokens", "Domain",
            ]),
        room(
            "Live", ["Web", "JSON", "AuthDomain", "Input", "Crypto", "MemoryFormats", "MemoryDomain", "Domain"]),

        // On Web
        room("FastCGI", ["Web", "Lifecycle", "Platform", "Domain", "CFastCGI", "CLinux"]),

        room("Sockets", ["Web", "Crypto", "Lifecycle", "Domain", "CLinux"] + nio),

        // The formats of an area
        room(
            "TaskFormats", ["Input", "ZIP", "JSON", "Calendar", "TaskDomain", "Domain"]),
        room("MemoryFormats", ["Input", "ZIP", "JSON", "Calendar", "Tokens", "MemoryDomain", "Domain"]),
        room("MemoryFolder", ["MemoryFormats", "Durable", "Crypto", "JSON", "MemoryDomain", "Domain"]),

        // The words of an area, and of all of them
        room("HouseTexts", ["AuthTexts", "TaskTexts", "MemoryTexts", "Texts", "Domain"]),
        room(
            "AuthTexts", ["Texts", "AuthDomain", "Domain"]),
        room(
            "TaskTexts", ["Texts", "Calendar", "TaskDomain", "Domain"]),
        room("MemoryTexts", ["Texts", "JSON", "Tokens", "MemoryDomain", "Domain"]),

        // What memory is found by
        room("Finding", ["Stems", "Search", "Tokens", "MemoryDomain", "JSON", "Domain"], settings: optimised),

        // Rules over rows
        room("TaskChanges", ["JSON", "Markdown", "TaskDomain", "Domain"]),
        room("MemoryChanges", ["JSON", "MemoryDomain", "Domain"]),

        // Adapters
        room(
            "Web",
            [
                "HTML", "JSON", "Texts", "Crypto", "Telemetry", "Calendar", "Platform", "AuthDomain", "Input", "Domain",
                logging,
            ]),
        room(
            "HouseStore",
            [
                "TaskStore", "MemoryStore", "AuthStore", "Store", "AuthDomain", "Crypto", "Domain", "JSON", "SQLite",
                "TaskDomain", "MemoryDomain",
            ]),
        room(
            "MemoryStore",
            [
                "MemoryChanges", "Finding", "Stems", "Store", "Crypto", "Domain", "JSON", "SQLite", "Search",
                "MemoryDomain",
            ]),
        room(
            "AuthStore", ["Store", "AuthDomain", "Crypto", "Domain", "JSON", "SQLite"]),
        room(
            "TaskStore",
            ["Collation", "TaskChanges", "Store", "Crypto", "Domain", "JSON", "SQLite", "Search", "TaskDomain"]),
        room(
            "Store", ["SQLite", "Crypto", "JSON", "Domain"],
            resources: [.embedInCode("Migrations")]),
        room("Supervisor", ["Settings", "Durable", "Platform", "Domain", "CLinux"]),

        // Tools
        room("Input", ["JSON", "Domain"]),
        room("HTML", ["Domain"]),
        room("Lifecycle", ["CLinux"]),
        room("JSON", settings: optimised),
        room("ZIP", ["CZlib"]),
        room("SQLite", ["Collation", "Platform", "CSQLite", "CLinux"]),
        room("Crypto", ["Durable", "Platform", "COpenSSL"]),
        room("Durable"),
        room("Collation", exclude: ["build.py"], settings: optimised),
        room("Search", exclude: ["build.py"], settings: optimised),
        room("QRCode", ["HTML", "CQRCode"]),
        room("Markdown", ["HTML", "CMarkGFM"]),
        room("Tokens", ["CVocabulary"], settings: optimised),
        room("Stems", ["Search", "CStemmer"], settings: optimised),
        room("Telemetry", ["JSON", "Platform", logging]),
        room("Calendar", ["Domain"]),
        room("Texts", ["Calendar", "Domain"]),
        room("Settings", ["Calendar"]),

        // What the machine offers
        room("Platform"),

        // Nouns
        room("AuthDomain", ["Domain"], exclude: ["CommonPasswords/build.py"]),
        room("TaskDomain", ["Search", "Domain"]),
        room("MemoryDomain", ["Tokens", "JSON", "Domain"], settings: optimised),
        room("Domain", exclude: ["Unicode/build.py"]),

        // What only tests import
        room(
            "TestingElwosa",
            [
                "Auth", "Tasks", "Memory", "Live", "AuthTexts", "TaskTexts", "MemoryTexts", "Texts", "Web", "Store",
                "Supervisor", "HTML",
                "Collation", "JSON", "SQLite", "Crypto", "Telemetry", "Settings", "Calendar", "Platform", "AuthDomain",
                "TaskDomain",
                "HouseStore", "TaskStore", "MemoryStore", "MemoryDomain", "AuthStore", "TaskChanges", "Search",
                "Tokens", "Domain",
                logging,
            ]),

        // C
        .systemLibrary(name: "CFastCGI"),
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "COpenSSL"),
        .systemLibrary(name: "CQRCode"),
        .systemLibrary(name: "CMarkGFM"),
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CStemmer"),
        .systemLibrary(name: "CLinux"),
        .target(name: "CVocabulary", exclude: ["build.py", "o200k.table", "cl100k.table"]),

        // Tests
        .executableTarget(
            name: "MicroBenchmarks",
            dependencies: [
                "TestingElwosa", "Tasks", "Web", "HouseStore", "MemoryStore", "Store", "SQLite", "Crypto", "Domain",
            ],
            path: "Tests/Benchmarks/Micro", swiftSettings: strict),
        .executableTarget(
            name: "Commits", dependencies: ["Wiring", "Web", "Store", "SQLite", "Settings", "Domain"],
            path: "Tests/Benchmarks/Commits", swiftSettings: strict),
        .executableTarget(
            name: "elwosa-hammer", dependencies: ["SQLite", "CSQLite"], path: "Tests/Hammer",
            swiftSettings: strict),
        .target(name: "Killed", path: "Tests/Killed"),
        .target(name: "FaultyDisk", path: "Tests/FaultyDisk"),
        .executableTarget(
            name: "EchoResponder", dependencies: ["FastCGI", "Lifecycle", "Web"], path: "Tests/EchoResponder",
            swiftSettings: strict),
        .executableTarget(
            name: "EchoSocket", dependencies: ["Sockets", "Lifecycle", "Platform", "Web"], path: "Tests/EchoSocket",
            swiftSettings: strict),
        .executableTarget(
            name: "StandIn", dependencies: ["CLinux"], path: "Tests/StandIn", swiftSettings: strict),
        tests(
            "Auth",
            [
                "AreaTables", "Auth", "Crypto", "Store", "SQLite", "Web", "HTML", "AuthTexts", "Texts", "JSON",
                "Calendar", "AuthDomain", "TaskDomain", "AuthStore", "HouseStore", "TaskStore", "Domain", "Tasks",
                "TestingElwosa",
            ]),
        tests(
            "MemoryStore",
            [
                "MemoryStore", "MemoryFormats", "HouseStore", "Store", "SQLite", "JSON", "MemoryDomain", "Finding",
                "Domain",
                "TestingElwosa",
            ]),
        tests(
            "Memory",
            [
                "Memory", "MemoryDomain", "MemoryStore", "AuthDomain", "AuthStore", "HouseStore", "Crypto", "Store",
                "SQLite", "JSON", "Web", "Domain", "TestingElwosa",
            ]),
        tests(
            "MemoryFormats",
            ["MemoryFormats", "Input", "ZIP", "JSON", "Calendar", "MemoryDomain", "Domain", "TestingElwosa"]),
        tests(
            "MemoryFolder",
            [
                "MemoryFolder", "MemoryFormats", "MemoryDomain", "MemoryStore", "HouseStore", "Store", "JSON", "Domain",
                "TestingElwosa",
            ]),
        tests(
            "TaskFormats", ["TaskFormats", "Input", "JSON", "Calendar", "TaskDomain", "Domain"]),
        tests(
            "Tasks",
            [
                "AreaTables", "Tasks", "Auth", "Store", "SQLite", "Web", "HTML", "TaskTexts", "Texts", "JSON",
                "Calendar", "AuthDomain", "Search", "TaskDomain", "AuthStore", "HouseStore", "TaskStore", "TaskFormats",
                "Domain", "TestingElwosa",
            ]),
        tests(
            "AuthDomain", ["AuthDomain", "TestingElwosa", "Domain"]),
        tests("MemoryDomain", ["MemoryDomain", "TestingElwosa", "Domain"]),
        tests("TaskDomain", ["TaskDomain", "Search", "AuthDomain", "Domain", "TestingElwosa"]),
        tests("Domain", ["Domain", "TestingElwosa"]),
        tests("Calendar", ["Calendar", "Domain", "TestingElwosa"], resources: [.copy("Interop")]),
        tests("JSON", ["JSON", "TestingElwosa"]),
        tests("ZIP", ["ZIP", "TestingElwosa"]),
        tests("HTML", ["HTML", "Domain", "TestingElwosa"]),
        tests("Crypto", ["Crypto", "TestingElwosa"], resources: [.copy("Vectors")]),
        tests("QRCode", ["QRCode", "HTML"]),
        tests("Tokens", ["Tokens"]),
        tests("Stems", ["Stems", "Search"]),
        tests("FindingBench", ["FindingBench", "JSON"]),
        tests("Finding", ["Finding", "Stems", "Search", "MemoryDomain", "Domain"]),
        tests("Markdown", ["Markdown", "HTML", "TestingElwosa"]),
        tests(
            "Telemetry", ["Telemetry", "JSON", logging]),
        tests(
            "Web",
            [
                "Web", "HTML", "JSON", "Texts", "Crypto", "Telemetry", "AuthDomain", "Input", "Domain", "TestingElwosa",
                logging,
            ]),
        tests("Platform", ["Platform"]),
        tests("SQLite", ["SQLite", "Platform", "elwosa-hammer"]),
        tests("Collation", ["Collation"], resources: [.copy("Interop")]),
        tests(
            "Texts",
            [
                "Texts", "HouseTexts", "TaskTexts", "AuthTexts", "MemoryTexts", "Calendar", "TaskDomain",
                "MemoryDomain", "Tokens",
                "AuthDomain", "Domain", "TestingElwosa",
            ]),
        tests(
            "Store",
            ["Store", "SQLite", "Domain", "TestingElwosa"]),
        tests(
            "AuthStore",
            [
                "Store", "SQLite", "AuthDomain", "TaskDomain", "AuthStore", "HouseStore", "TaskStore", "Domain",
                "TestingElwosa",
            ]),
        tests(
            "TaskStore",
            [
                "Calendar", "Collation", "Store", "SQLite", "AuthDomain", "Search", "TaskDomain", "AuthStore",
                "HouseStore",
                "TaskStore", "TaskChanges", "Domain", "TestingElwosa",
            ]),
        tests(
            "HouseStore",
            [
                "Store", "SQLite", "Crypto", "JSON", "AuthDomain", "TaskDomain", "AuthStore", "HouseStore", "TaskStore",
                "MemoryStore", "MemoryDomain", "TaskChanges", "Domain", "TestingElwosa",
            ],
            resources: [.copy("Fixtures")]),
        tests(
            "TaskChanges",
            [
                "TaskChanges", "TaskStore", "Store", "SQLite", "JSON", "TaskDomain", "Domain", "TestingElwosa",
            ]),
        tests("FastCGI", ["FastCGI", "Web", "Platform", "Domain", "TestingElwosa", "EchoResponder"]),
        tests(
            "Sockets", ["Sockets", "TestingElwosa", "EchoSocket"]),
        tests(
            "Live",
            [
                "Live", "Store", "SQLite", "Web", "JSON", "AuthDomain", "TaskDomain", "AuthStore", "HouseStore",
                "MemoryStore", "MemoryDomain",
                "TaskStore", "Domain", "TestingElwosa",
            ]),
        tests("Settings", ["Settings"]),
        tests("Supervisor", ["Supervisor", "Settings", "Platform", "Domain", "TestingElwosa"]),
        tests(
            "Site",
            [
                "TestingElwosa", "AreaTables", "Settings", "Web", "Store", "SQLite", "AuthDomain", "TaskDomain",
                "AuthStore", "HouseStore", "TaskStore", "MemoryStore", "MemoryDomain", "Domain", "Crypto", "Tokens",
            ],
            resources: [.copy("Interop")]),
        tests(
            "TestingElwosa", ["TestingElwosa", "Store", "SQLite", "JSON", "TaskDomain", "Domain"]),
    ],
    swiftLanguageModes: [.v6]
)
