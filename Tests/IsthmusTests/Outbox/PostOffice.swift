import Foundation

@testable import Isthmus

/// A real mail server in a process of its own (Python's aiosmtpd), and what it received.
final class PostOffice {
    struct Received: Decodable, Equatable {
        let from: String
        let to: [String]
        let headers: [String: String]
        let fromName: String
        let toName: String
        let text: String
        let html: String
        let defects: [String]
        let isEncrypted: Bool
        let user: String
    }
    struct Missing: Error {}

    let folder: URL
    private(set) var port = 0
    private let process = Process()
    private let input = Pipe()

    static let isThere: Bool = {
        (try? run("python3", ["-c", "import aiosmtpd"])) == 0 && (try? run("openssl", ["version"])) == 0
    }()

    /// Serves until it is let go. With `tls` other than `none`, `certificate` is a self-signed one for 127.0.0.1.
    init(tls: String = "none", user: String = "", password: String = "", port: Int = 0) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("post-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if tls != "none" { try makeCertificate() }
        let settings: [String: Any] = [
            "folder": folder.path, "user": user, "password": password, "certificate": certificate, "tls": tls,
            "key": folder.appendingPathComponent("key.pem").path, "port": port,
        ]
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("PostOffice.py")
        let json = String(decoding: try JSONSerialization.data(withJSONObject: settings), as: UTF8.self)
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script.path, json]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw Missing() }
        self.port = port
    }
    deinit {
        close()
        try? FileManager.default.removeItem(at: folder)
    }

    var certificate: String { folder.appendingPathComponent("certificate.pem").path }
    var url: String { "smtp://127.0.0.1:\(port)" }

    func close() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    func received() throws -> [Received] {
        try lines(of: "mails.jsonl").map { try JSONDecoder().decode(Received.self, from: Data($0.utf8)) }
    }
    func refused() throws -> [String] { lines(of: "refused") }

    private func lines(of name: String) -> [String] {
        let text = (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    private func makeCertificate() throws {
        let status = try Self.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                "subjectAltName=IP:127.0.0.1", "-keyout", folder.appendingPathComponent("key.pem").path, "-out",
                certificate,
            ])
        guard status == 0 else { throw Missing() }
    }

    private static func run(_ command: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [command] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
