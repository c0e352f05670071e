/// Something to begin with: shown on the desk, ticked when it is done, until all of them are.
struct FirstStep: Sendable, Equatable {
    /// The last word of its sentence's key.
    let key: String
    /// Where it is done; nil while another step comes first.
    let path: String?
    let isDone: Bool
}
