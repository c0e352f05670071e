/// Somebody in whose name the actor could apply to a network: an organisation that they represent, or the person that
/// they are.
struct NetworkApplicant: Sendable {
    let id: String
    let name: String
    let standing: Standing

    enum Standing: Sendable {
        case free
        case member
        /// With the application that is open.
        case applying(Open)
    }

    struct Open: Sendable {
        let id: ID<NetworkApplication>
        var path: String { "/network-applications/\(id.text)" }
    }

    var isFree: Bool { if case .free = standing { true } else { false } }
    var open: Open? { if case .applying(let open) = standing { open } else { nil } }
}

/// Whether the reader of a network's page can apply to it, and why not.
struct NetworkApplying: Sendable {
    /// Nil is yes.
    let refusal: Problem.Reason?
    /// An application that is open already.
    let open: NetworkApplicant.Open?

    init(_ refusal: Problem.Reason?, open: NetworkApplicant.Open? = nil) {
        (self.refusal, self.open) = (refusal, open)
    }

    /// Of those in whose name the actor could apply, whoever is free counts, then whoever has applied.
    init(_ applicants: [NetworkApplicant]) {
        let open = applicants.lazy.compactMap(\.open).first
        if applicants.contains(where: \.isFree) {
            self.init(nil, open: open)
        } else if open != nil {
            self.init(.init("network_application.twice"), open: open)
        } else {
            self.init(.init(applicants.isEmpty ? "network_application.nobody" : "network_application.member"))
        }
    }
}
