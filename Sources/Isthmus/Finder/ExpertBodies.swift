/// What speaks for a match, as exports and the API give it.
struct ExpertProofBody: Codable, Sendable {
    let id: String
    let kind: String
    let title: String
    let address: String
    /// 0…1 of the score.
    let share: Double

    init(_ proof: FoundExpert.Proof, _ words: Words) {
        (id, kind, title) = (proof.record.id, proof.record.kind.rawValue, proof.record.title(words))
        (address, share) = (proof.record.path, proof.share)
    }
}

/// A word in common, with what it carries of the score.
struct ExpertTermBody: Codable, Sendable {
    let word: String
    /// 0…1 of the score.
    let share: Double
}

extension FoundExpert {
    func proofBodies(_ words: Words) -> [ExpertProofBody] { evidence.map { ExpertProofBody($0, words) } }
    var termBodies: [ExpertTermBody] { terms.map { ExpertTermBody(word: $0.term, share: $0.share) } }
}
