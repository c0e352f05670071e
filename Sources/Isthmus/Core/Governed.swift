import Database

/// A noun that says how to find itself and what each actor may do with it.
public protocol Governed: Codable, Sendable {
    associatedtype Permission: PermissionSet
    /// Its kind in the journal and in addresses, a singular word: `organisation`.
    static var kind: String { get }
    var id: ID<Self> { get }
    static func find(_ id: ID<Self>, in tx: Transaction) throws -> Self?
    /// Nil is yes. The page asks it to decide whether to draw a button; the verb asks it through `Work.load`.
    func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason?
}

/// What can be done with one kind of thing. Every kind can at least be viewed.
public protocol PermissionSet: Hashable, Sendable, CaseIterable, RawRepresentable<String> {
    static var view: Self { get }
}

extension Governed {
    public func allows(_ permission: Permission, to actor: Actor) -> Bool { refusal(of: permission, to: actor) == nil }
}
