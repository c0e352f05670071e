import Foundation

/// The same program in a process of its own, as it is served, on a free port.
struct BenchServer {
    let port: UInt16
    private let process: Process

    init(database: String) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", "--port", "0", "--database", database]
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        var said = ""
        while !said.contains("\n") {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Complaint("The server did not start: \(said)") }
            said += String(decoding: data, as: UTF8.self)
        }
        let digits = said.components(separatedBy: "127.0.0.1:").last?.prefix { $0.isNumber } ?? ""
        guard let port = UInt16(digits) else { throw Complaint("The server did not start: \(said)") }
        self.port = port
        // What it says later must not fill the pipe.
        pipe.fileHandleForReading.readabilityHandler = { handle in _ = handle.availableData }
    }

    func end() {
        process.terminate()
        process.waitUntilExit()
    }
}
