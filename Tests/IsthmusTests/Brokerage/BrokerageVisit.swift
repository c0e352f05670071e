import Hummingbird
import HummingbirdTesting

@testable import Isthmus

extension BrokerageOffice {
    /// A client that asks the whole site without a socket.
    func visit(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await Visiting.visit(programme, body)
    }

    /// Somebody as a browser knows them from now on.
    func person(_ actor: Actor) async throws -> SamplePerson {
        let opened = try await programme.signIn(
            email: "\(actor.name)@place.example", password: "ветер над рекой 7",
            from: Device(address: "192.0.2.1", agent: "test"))
        return SamplePerson(
            name: actor.name, actor: actor, credential: .session(opened.session?.token.text ?? ""))
    }
}
