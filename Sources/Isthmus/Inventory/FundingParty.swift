/// A side of a cooperation programme: a country or a group of countries, its funder, and what it pays a year.
public struct FundingParty: Codable, Sendable, Hashable {
    /// A country's code, or a group's.
    public var side: String
    /// Who pays there, by name.
    public var funder: String
    public var pays: Means
    /// A year, in the smallest unit of `currency`; nil where it is not known.
    public var amountMinor: Int64?
    public var currency: String
    /// What it pays for, in a few words: the travel of its own side, the stay of guests.
    public var share: String

    public enum Means: String, Codable, Sendable, CaseIterable {
        case money
        /// Laboratories, time, guest rooms.
        case inKind = "in_kind"
        /// Takes part and is paid by others.
        case nothing
    }

    public var amount: Money? { amountMinor.map { Money(minor: $0, currency: currency) } }

    /// Reads one; nil for a row that was left empty.
    static func read(_ fields: Fields) -> FundingParty? {
        let text = fields.text("side", atMost: 80)
        let funder = fields.text("funder", atMost: 200)
        let share = fields.text("share", atMost: 300)
        let pays = fields.choice("pays", .money as Means?) ?? .money
        let currency = fields.code("currency", "EUR", isRequired: true, isKnown: Currencies.isCode) ?? "EUR"
        let amount = fields.money("amount", nil, in: currency)
        guard !text.isEmpty else {
            if !funder.isEmpty || !share.isEmpty || amount != nil { fields.complain("side", "field.required") }
            return nil
        }
        guard let side = CountrySide.code(text) else {
            fields.complain("side", "field.unknown", ["code": text])
            return nil
        }
        if pays != .money, amount ?? 0 > 0 { fields.complain("amount", "programme.party.amount_without_money") }
        return FundingParty(
            side: side, funder: funder, pays: pays, amountMinor: amount, currency: currency, share: share)
    }

    func shown(_ words: Words) -> String {
        let parts = [
            funder, words("programme.pays.\(pays.rawValue)"), amount.map { words.money($0) } ?? "", share,
        ]
        return CountrySide.name(side, words) + ": " + parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

/// What a programme has for one year.
public struct YearBudget: Codable, Sendable, Hashable {
    public var year: Int
    public var amountMinor: Int64
    public var currency: String

    public var amount: Money { Money(minor: amountMinor, currency: currency) }

    /// Reads one; nil for a row that was left empty.
    static func read(_ fields: Fields) -> YearBudget? {
        let year = fields.integer("year", nil, in: 1950...2100)
        let currency = fields.code("currency", "EUR", isRequired: true, isKnown: Currencies.isCode) ?? "EUR"
        let amount = fields.money("amount", nil, in: currency)
        guard year != nil || amount != nil else { return nil }
        guard let year else {
            if !fields.issues.contains(where: { $0.field.hasSuffix("year") }) {
                fields.complain("year", "field.required")
            }
            return nil
        }
        guard let amount else {
            if !fields.issues.contains(where: { $0.field.hasSuffix("amount") }) {
                fields.complain("amount", "field.required")
            }
            return nil
        }
        return YearBudget(year: year, amountMinor: amount, currency: currency)
    }
}
