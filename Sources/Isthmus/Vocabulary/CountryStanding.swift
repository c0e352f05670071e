/// What a country is for the programme, where that is not what every country is: one that takes part.
public struct CountryStanding: Governed, Equatable {
    public static let kind = "country_standing"
    public static let prefix = "cs"

    public let id: ID<CountryStanding>
    public let country: String
    public var standing: Standing
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Standing: String, Codable, Sendable, CaseIterable {
        /// Its people apply, and register searches and expressions of interest.
        case participant
        /// Its people read and get mail, but do not apply.
        case information
    }

    public enum Permission: String, PermissionSet { case view, edit }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: nil
        case .edit: Self.refusalOfSetting(to: actor)
        }
    }

    public static func refusalOfSetting(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("country_standing.refused")
    }

    /// Why nobody of a country may apply; nil where they may.
    static func refusalOfApplying(_ standing: Standing) -> Problem.Reason? {
        standing == .information ? .init("country_standing.information_only") : nil
    }
}
