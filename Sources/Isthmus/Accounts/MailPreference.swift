import Foundation

/// Which mails somebody wants that no procedure needs, and by whose clock they come.
public struct MailPreference: Codable, Sendable, Equatable {
    public var digests: Bool
    public var campaigns: Bool
    public var reminders: Bool
    public var invitations: Bool
    /// By its name (`Asia/Yerevan`); empty for the programme's own.
    public var timeZone: String
    /// The account's address gave mails back since then, so that it gets none.
    public var suspendedAt: Moment?

    /// The wishes after what a form or a body gave; throws every issue.
    func changed(by fields: Fields) throws -> MailPreference {
        var next = self
        next.digests = fields.flag("digests", digests)
        next.campaigns = fields.flag("campaigns", campaigns)
        next.reminders = fields.flag("reminders", reminders)
        next.invitations = fields.flag("invitations", invitations)
        next.timeZone =
            fields.isGiven("time_zone")
            ? fields.code("time_zone", timeZone, isRequired: false) { Self.isTimeZone($0) } ?? "" : timeZone
        try fields.finish()
        return next
    }

    /// A name of the zones' own list; abbreviations and offsets would not keep to summer time.
    static func isTimeZone(_ name: String) -> Bool { name.contains("/") && TimeZone(identifier: name) != nil }

    /// Those that are offered.
    static let timeZones: [String] = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }.sorted()
}
