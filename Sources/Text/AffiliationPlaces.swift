import Foundation

/// Finds the country an affiliation text names, from the back, where papers put it.
struct AffiliationPlaces {
    /// Country codes by name in folded words with one space between.
    private var countries: [String: String] = [:]
    private var longest = 1

    /// - Parameter names: country codes (ISO 3166-1 alpha-2) with their names in any languages.
    init(_ names: [(code: String, name: String)]) {
        for (code, name) in names { enter(name, code) }
        for line in Self.habits.split(separator: "\n") {
            let parts = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            for name in parts.dropFirst() { enter(name, parts[0]) }
        }
    }

    private mutating func enter(_ name: String, _ code: String) {
        let key = Self.key(of: name)
        guard !key.isEmpty else { return }
        countries[key] = code
        longest = max(longest, key.split(separator: " ").count)
    }

    private static func key(of name: String) -> String {
        AffiliationWords(name).words.map { $0.isFiller ? $0.key : $0.plain }.joined(separator: " ")
    }

    /// The country, and which words name it. A whole segment that is a country's name counts first, the last of them;
    /// then a country's name at the end of the last segments; then a state of the United States.
    func country(in text: AffiliationWords) -> (code: String, words: Set<Int>)? {
        for segment in text.segments.reversed() {
            let key = spelt(segment[...], text)
            if let code = countries[key] { return (code, Set(segment)) }
        }
        for segment in text.segments.reversed().prefix(3) {
            for count in stride(from: min(longest, segment.count - 1), through: 1, by: -1) where count > 0 {
                let tail = segment[(segment.count - count)...]
                let key = spelt(tail, text)
                if key.utf8.count > 3, let code = countries[key] { return (code, Set(tail)) }
            }
        }
        for segment in text.segments.reversed().dropLast() {
            guard segment.count <= 3, let first = segment.first else { continue }
            let isCode = text.words[first].isCapitals && Self.stateCodes.contains(text.words[first].plain)
            if isCode || Self.states.contains(spelt(segment[...], text)) { return ("US", Set(segment)) }
        }
        return nil
    }

    private func spelt(_ places: ArraySlice<Int>, _ text: AffiliationWords) -> String {
        places.lazy.filter { !text.words[$0].plain.contains(where: \.isNumber) }
            .map { text.words[$0].isFiller ? text.words[$0].key : text.words[$0].plain }.joined(separator: " ")
    }

    /// Whether an organisation there may be meant when a text says here.
    static func agree(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        let pair = [left, right].sorted()
        return [
            ["CN", "HK"], ["CN", "MO"], ["CN", "TW"], ["PR", "US"], ["FR", "GP"], ["FR", "MQ"], ["FR", "RE"],
            ["FR", "GF"], ["FR", "NC"], ["FR", "PF"], ["DK", "GL"], ["DK", "FO"], ["GB", "IM"],
            ["GB", "JE"], ["IL", "PS"], ["RS", "XK"],
        ].contains(pair)
    }

    /// Names that papers use and lists of countries do not have.
    private static let habits = """
        US | USA | U S A | US | U S | United States of America | Etats Unis | EE UU | EUA | The United States
        GB | UK | U K | England | Scotland | Wales | Northern Ireland | Great Britain
          | Great Britain and Northern Ireland
        CN | PR China | P R China | Peoples Republic of China | People s Republic of China | P R of China | PRC
          | China PR
          | The Peoples Republic of China | Mainland China
        KR | Republic of Korea | Korea | South Korea | Rep of Korea | Korea South | The Republic of Korea
        KP | North Korea
        TW | Taiwan | Taiwan ROC | Republic of China | Taiwan R O C | Taiwan Province of China | ROC
        RU | Russia | Russian Federation | The Russian Federation
        IR | Iran | Islamic Republic of Iran | I R Iran | IR Iran | Islamic Rep of Iran
        NL | The Netherlands | Netherlands | Holland | Pays Bas
        CZ | Czech Republic | Czechia | Ceska republika
        TR | Turkey | Turkiye | Türkiye | Republic of Turkey
        VN | Vietnam | Viet Nam | Vietnam VN
        SA | Saudi Arabia | KSA | Kingdom of Saudi Arabia
        AE | UAE | United Arab Emirates
        DE | Deutschland | Germany | FRG | Federal Republic of Germany
        BR | Brasil
        ES | España
        IT | Italia
        CH | Suisse | Schweiz | Svizzera | Switzerland
        AT | Österreich
        BE | Belgique | België | Belgien
        MX | México | Mexico
        HK | Hong Kong | Hong Kong SAR | Hong Kong China | Hong Kong Special Administrative Region
        MO | Macau | Macao | Macau SAR
        CD | DR Congo | Democratic Republic of the Congo | Democratic Republic of Congo | DRC
        CG | Republic of the Congo
        CI | Cote d Ivoire | Ivory Coast
        MK | Macedonia | North Macedonia | FYROM
        SY | Syria | Syrian Arab Republic
        LA | Laos | Lao PDR
        TZ | Tanzania | United Republic of Tanzania
        PS | Palestine | State of Palestine | Palestinian Territories
        GE | Republic of Georgia
        MD | Moldova | Republic of Moldova
        BA | Bosnia and Herzegovina | Bosnia
        SG | Republic of Singapore
        ZA | Republic of South Africa | RSA
        IE | Republic of Ireland | Ireland
        RS | Serbia | Republic of Serbia
        KZ | Republic of Kazakhstan | Kazakhstan
        AM | Republic of Armenia
        BY | Republic of Belarus
        UZ | Republic of Uzbekistan
        PR | Puerto Rico
        BN | Brunei | Brunei Darussalam
        GM | The Gambia
        BO | Bolivia
        VE | Venezuela
        """.replacingOccurrences(of: "\n  |", with: " |")

    private static let stateCodes: Set<String> = [
        "al", "ak", "az", "ar", "ca", "co", "ct", "dc", "de", "fl", "ga", "hi", "id", "il", "in", "ia", "ks", "ky",
        "la",
        "ma", "md", "me", "mi", "mn", "mo", "ms", "mt", "nc", "nd", "ne", "nh", "nj", "nm", "nv", "ny", "oh", "ok",
        "or",
        "pa", "ri", "sc", "sd", "tn", "tx", "ut", "va", "vt", "wa", "wi", "wv", "wy",
    ]
    private static let states: Set<String> = [
        "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "florida",
        "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine", "maryland",
        "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada",
        "new hampshire", "new jersey", "new mexico", "new york", "north carolina", "north dakota", "ohio", "oklahoma",
        "oregon", "pennsylvania", "rhode island", "south carolina", "south dakota", "tennessee", "texas", "utah",
        "vermont", "virginia", "washington", "west virginia", "wisconsin", "wyoming", "district of columbia",
    ]
}
