import Database

extension DemoProgramme {
    /// The end of the link in the first letter to an address.
    func mailedToken(to address: String) async throws -> String? {
        let text = try await programme.read { tx in
            try tx.value(String.self, "SELECT text_part FROM mail WHERE address = \(address) ORDER BY id LIMIT 1")
        }
        let line = (text ?? "").split(separator: "\n").first { $0.contains("/updates/") }
        return line?.split(separator: "/").last?.split(separator: "?").first.map(String.init)
    }
}
