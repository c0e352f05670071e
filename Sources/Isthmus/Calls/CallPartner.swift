/// Somebody who could answer a call: what shows it, and what the call means for their side.
struct CallPartner: Sendable {
    let expert: FoundExpert
    /// For the country they are in.
    let eligibility: Eligibility
    /// The call's topics under which their evidence stands.
    let topics: [(id: String, name: Multilingual)]
}

/// Whom one looks for.
struct CallPartnerQuestion: Sendable, Equatable {
    var kind = FinderRecord.Kind.organisation
    var country: String?
    var side: Side?
    var limit = CallPartnerQuestion.most

    /// What the call has to mean for their country.
    enum Side: String, Sendable, CaseIterable {
        case part, paid

        func admits(_ eligibility: Eligibility) -> Bool {
            switch self {
            case .part: eligibility.takesPart == true
            case .paid: eligibility.isPaid == true
            }
        }
    }

    static let kinds: [FinderRecord.Kind] = [.organisation, .team, .person]
    static let most = 50
}

/// A call with those who could answer it, the best first.
struct CallPartners: Sendable {
    let call: Call
    let state: Call.State
    let question: CallPartnerQuestion
    let partners: [CallPartner]
}

/// One of them as exports and the API give it.
struct CallPartnerLine: Codable, Sendable {
    let id: String
    let kind: String
    let title: String
    let address: String
    let country: String
    /// Standard deviations above the ordinary.
    let score: Double
    let strength: String
    let textCount: Int
    /// Nil where nobody has said what the call means for the country.
    let takesPart: Bool?
    let isPaid: Bool?
    let payer: String?
    /// What the call means for the country, in sentences.
    let side: String
    let topics: [Named]
    let terms: [ExpertTermBody]
    let evidence: [ExpertProofBody]

    init(_ partner: CallPartner, _ words: Words) {
        let (record, eligibility) = (partner.expert.record, partner.eligibility)
        (id, kind, title) = (record.id, record.kind.rawValue, record.title(words))
        (address, country) = (record.path, record.country)
        (score, strength) = (partner.expert.score, partner.expert.strength.rawValue)
        textCount = partner.expert.textCount
        (takesPart, isPaid, payer) = (eligibility.takesPart, eligibility.isPaid, eligibility.payer)
        side = eligibility.sentences.map { words($0) }.joined(separator: " ")
        topics = partner.topics.map { Named(id: $0.id, name: $0.name.reading(words.language), note: "") }
        (terms, evidence) = (partner.expert.termBodies, partner.expert.proofBodies(words))
    }
}
