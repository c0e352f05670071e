// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

/// Loops over text and numbers are ten to fifty times slower without optimisation; tests need them fast too.
let hot: [SwiftSetting] = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "Isthmus",
    products: [.executable(name: "isthmus", targets: ["Main"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-collections.git", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
    ],
    targets: [
        .executableTarget(name: "Main", dependencies: ["Isthmus"], swiftSettings: settings),
        .target(
            name: "Isthmus",
            dependencies: [
                "Database", "Interchange", "Procedure", "Text", "Search", "Matching", "Indicators", "Scheduling",
                "CAssets", "CSodium", "CCurl", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            exclude: ["Site/Assets", "Translations", "Migrations", "Vocabulary/Data"],
            swiftSettings: settings,
            linkerSettings: [.linkedLibrary("_FoundationICU")]),
        .systemLibrary(name: "CStemmer"),
        .target(name: "Text", dependencies: ["CStemmer"], swiftSettings: hot),
        .target(name: "Search", dependencies: ["Text"], swiftSettings: hot),
        .target(name: "Matching", dependencies: ["Text"], swiftSettings: hot),
        .target(name: "Indicators", swiftSettings: hot),
        .target(name: "Scheduling", swiftSettings: hot),
        .target(
            name: "Procedure", dependencies: [.product(name: "Yams", package: "Yams")], swiftSettings: settings),
        .target(name: "Interchange", dependencies: ["CZlib"], swiftSettings: hot),
        .target(
            name: "Database",
            dependencies: [
                "CLibpq",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq"),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl"),
        .target(name: "CAssets", cSettings: [.unsafeFlags(["-std=c23"])]),
        .testTarget(name: "DatabaseTests", dependencies: ["Database"], swiftSettings: settings),
        .testTarget(name: "InterchangeTests", dependencies: ["Interchange"], swiftSettings: settings),
        .testTarget(name: "ProcedureTests", dependencies: ["Procedure"], swiftSettings: settings),
        .testTarget(name: "TextTests", dependencies: ["Text"], swiftSettings: settings),
        .testTarget(name: "MatchingTests", dependencies: ["Matching"], swiftSettings: settings),
        .testTarget(
            name: "IndicatorsTests", dependencies: ["Indicators", "Interchange"], exclude: ["independent.py"],
            swiftSettings: hot),
        .testTarget(name: "SchedulingTests", dependencies: ["Scheduling"], swiftSettings: settings),
        .testTarget(name: "SearchTests", dependencies: ["Search", "Text"], swiftSettings: settings),
        .testTarget(
            name: "IsthmusTests",
            dependencies: [
                "Isthmus", "Database", "Indicators", "Interchange", "Matching", "Procedure", "Scheduling", "Text",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            exclude: ["House/leaks-allowed.txt", "Outbox/Golden", "Outbox/PostOffice.py"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
