/// Measures of the kind "h things with at least h each": they reward breadth and depth at once and forgive a single
/// outlier.
public enum HIndex {
    /// Hirsch's index (Hirsch 2005): the greatest h so that h of the counts are at least h. From 0 to their number.
    public static func hirsch(_ counts: some Sequence<Int>) -> Int {
        let sorted = counts.sorted(by: >)
        return sorted.indices.first { sorted[$0] < $0 + 1 } ?? sorted.count
    }

    /// Egghe's index (Egghe 2006): the greatest g so that the g greatest counts together reach g². Never below
    /// Hirsch's; a few very large counts raise it. It ends at the number of counts.
    public static func egghe(_ counts: some Sequence<Int>) -> Int {
        var sum = 0
        var best = 0
        for (place, count) in counts.sorted(by: >).enumerated() {
            sum += count
            if sum >= (place + 1) * (place + 1) { best = place + 1 }
        }
        return best
    }

    /// Partnership ability (Schubert 2012): the greatest φ so that with φ of its partners a country (organisation,
    /// person) did at least φ things. Tells many steady partners from one great friend.
    public static func partnershipAbility(_ jointByPartner: some Sequence<Int>) -> Int { hirsch(jointByPartner) }
}
