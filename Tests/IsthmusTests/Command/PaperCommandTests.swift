import Foundation
import Testing

@testable import Isthmus

/// `isthmus paper`: pages as PDF, by what the machine has.
@Suite struct PaperCommands {
    @Test func `the first printer of the path is taken, or the one that is named`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "printers-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (place, name) in [("a", "chromium"), ("b", "weasyprint")] {
            let inside = folder.appending(path: place)
            try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
            let file = inside.appending(path: name)
            try Data("#!/bin/sh\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        let path = "\(folder.path)/a:\(folder.path)/b"
        #expect(try PagePrinter.found(["PATH": path]).path == "\(folder.path)/b/weasyprint")
        #expect(try PagePrinter.found(["PATH": "\(folder.path)/a"]).name == "chromium")
        let named = try PagePrinter.found(["PATH": path, "ISTHMUS_PRINTER": "\(folder.path)/a/chromium"])
        #expect(named.name == "chromium")
        #expect(throws: Complaint.self) { try PagePrinter.found(["PATH": "/nowhere"]) }
        #expect(throws: Complaint.self) { try PagePrinter.found(["ISTHMUS_PRINTER": "/nowhere/x"]) }
    }

    @Test func `each printer is told in its own way`() {
        let address = "http://127.0.0.1:1/dossiers/AM/DE?lang=en"
        #expect(PagePrinter(path: "/usr/bin/weasyprint").arguments(address, to: "a.pdf") == [address, "a.pdf"])
        let others = PagePrinter(path: "/usr/bin/chromium").arguments(address, to: "a.pdf")
        #expect(others.suffix(2) == ["--print-to-pdf=a.pdf", address])
    }
}
