import ArgumentParser
import Foundation

/// `isthmus mail …`: what the mail server tells the program.
struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Takes what the mail server has to say.", subcommands: [Bounce.self])

    struct Bounce: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a delivery status notice (RFC 3464) from a file, or from a mail server's pipe.")
        @OptionGroup var database: DatabaseOptions
        @Argument(help: "The notice as a whole mail; - for standard input.") var file: String

        func run() async throws {
            let bytes = try Self.bytes(of: file)
            let programme = try await database.open(withVocabulary: false)
            do {
                let report = try await programme.receiveBounce(bytes, as: .program("mail server"))
                say(
                    "\(report.failed) mails did not arrive, \(report.suspended) addresses are suspended, "
                        + "\(report.passed) reports needed nothing.")
            } catch let problem as Problem {
                throw Complaint(
                    "\(file == "-" ? "standard input" : file): "
                        + problem.sentences(Words("en")).joined(separator: " "))
            }
        }

        /// At most a little more than a notice may have: what is too long is said to be.
        private static func bytes(of file: String) throws -> [UInt8] {
            let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file)
            guard let handle else { throw Complaint("There is no file \(file), or it cannot be read.") }
            var bytes: [UInt8] = []
            while bytes.count <= BounceNotice.longest, let piece = try handle.read(upToCount: 1 << 16), !piece.isEmpty {
                bytes += piece
            }
            return bytes
        }
    }
}
