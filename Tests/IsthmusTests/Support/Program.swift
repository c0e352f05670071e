import Foundation
import Testing

/// The program as users start it: beside the tests, or where `ISTHMUS_BINARY` says.
enum Program {
    static let path: String? = {
        if let given = ProcessInfo.processInfo.environment["ISTHMUS_BINARY"] { return given }
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return ["isthmus", "../isthmus"].map { tests.appendingPathComponent($0).path }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    static func folder() throws -> String {
        let path = NSTemporaryDirectory() + "isthmus-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    static func start(_ arguments: [String], errors: Pipe? = nil) throws -> Process {
        let process = Process()
        process.executableURL = path.map { URL(fileURLWithPath: $0) }
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors ?? FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs a command to its end.
    static func run(_ arguments: [String]) throws -> (status: Int32, said: String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("said-" + UUID().uuidString)
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = path.map { URL(fileURLWithPath: $0) }
        process.arguments = arguments
        let handle = try FileHandle(forWritingTo: file)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        try handle.close()
        return (process.terminationStatus, try String(contentsOf: file, encoding: .utf8))
    }

    /// A server on a free port, ready to answer.
    static func serve(_ database: String) throws -> (process: Process, port: Int) {
        let pipe = Pipe()
        let process = try start(["serve", "--port", "0", "--database", database], errors: pipe)
        var said = ""
        while !said.contains("ready") {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            said += String(decoding: data, as: UTF8.self)
        }
        let digits = said.components(separatedBy: "127.0.0.1:").last?.prefix { $0.isNumber } ?? ""
        return (process, try #require(Int(digits), "the server said: \(said)"))
    }
}
