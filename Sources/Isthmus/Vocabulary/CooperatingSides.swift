/// One side of a cooperation: a country, a group of countries, or countries that somebody named one by one.
public struct CooperatingSide: Hashable, Sendable, Codable {
    /// `AM`; a group by its code, `eu`; a list, `DE,FR`.
    public let code: String

    public enum Kind: Sendable { case country, knownGroup, ownGroup, list }

    public var kind: Kind {
        if Countries.isCode(code) { return .country }
        if code.contains(",") { return .list }
        return CountryGroup.with(code) == nil ? .ownGroup : .knownGroup
    }
    public var isCountry: Bool { kind == .country }

    /// The side that an address means, in any writing; nil where it can be none. Whether an office has a group of its
    /// own by that code is known to the database alone.
    public init?(_ text: String) {
        guard (2...300).contains(text.utf8.count) else { return nil }
        if text.contains(",") {
            let codes = text.split(separator: ",", omittingEmptySubsequences: false)
                .map { Countries.with($0.uppercased())?.code }
            let known = Set(codes.compactMap(\.self))
            guard !codes.contains(nil), (1...40).contains(known.count) else { return nil }
            code = known.sorted().joined(separator: ",")
        } else if let country = Countries.with(text.uppercased()) {
            code = country.code
        } else {
            let small = text.lowercased()
            guard small.utf8.count >= 2, small.utf8.count <= 40,
                small.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }),
                small.utf8.first != 45
            else { return nil }
            code = small
        }
    }

    /// The countries, as far as they are known without the database.
    public var knownMembers: [String]? {
        switch kind {
        case .country: [code]
        case .knownGroup: CountryGroup.with(code)?.members ?? []
        case .list: code.split(separator: ",").map(String.init)
        case .ownGroup: nil
        }
    }

    /// In the reader's language; a group of an office's own by its code.
    func name(_ words: Words) -> String {
        switch kind {
        case .country: words.country(code)
        case .knownGroup: CountryGroup.with(code)?.name.reading(words.language) ?? code
        case .ownGroup: code
        case .list: code.split(separator: ",").map { words.country(String($0)) }.joined(separator: ", ")
        }
    }

    /// As it stands in the address of a page: `AM`, `EU`, `DE,FR`.
    public var step: String { code.uppercased() }
}

/// A country and whom it works with: another country, a group, or a list. Every figure of the two is about them.
public struct CooperatingSides: Hashable, Sendable, Codable {
    /// Always one country.
    public let first: CooperatingSide
    public let second: CooperatingSide

    /// In the order of the page: the country before the group; of two countries the one whose code is first. Nil for
    /// two groups, for a country with itself, alone or in a list.
    public init?(_ one: CooperatingSide, _ other: CooperatingSide) {
        guard one != other, one.isCountry || other.isCountry else { return nil }
        let isInOrder = one.isCountry && (!other.isCountry || one.code < other.code)
        (first, second) = isInOrder ? (one, other) : (other, one)
        let isNamedTwice = second.kind == .list && second.knownMembers?.contains(first.code) == true
        if isNamedTwice || second.knownMembers == [first.code] { return nil }
    }

    /// `AM:DE`, `KZ:eu`, in any order and writing.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { CooperatingSide(String($0)) }
        guard parts.count == 2, let one = parts[0], let other = parts[1] else { return nil }
        self.init(one, other)
    }

    func name(_ words: Words) -> String { "\(first.name(words)) – \(second.name(words))" }

    public var text: String { "\(first.code):\(second.code)" }
    public var path: String { "/dossiers/\(first.step)/\(second.step)" }
}
