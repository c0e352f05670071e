import ArgumentParser
import Testing

@testable import Isthmus

/// The port that the system chooses is known before the server runs, so that links can name it.
@Suite struct FreePortTests {
    @Test func `a port of 0 becomes one that links name`() throws {
        let options = try ServeOptions.parse(["--port", "0", "--address", "http://office.example"]).withPort()
        #expect((1...65_535).contains(options.port))
        #expect(try ServeOptions.parse(["--port", "8123"]).withPort().port == 8_123)
    }

    @Test func `an address of no interface here has none`() {
        #expect(FreePort.find(on: "192.0.2.1") == nil)
    }
}
