/// What two countries did together and each with others, in one year or several: all that the measures of their
/// collaboration are made of.
///
/// Counts are whole: a work of three countries is one work of each and one joint work of each of the three pairs.
public struct JointCounts: Sendable, Equatable {
    /// Works of both.
    public let joint: Int
    /// Works of either country (those with partners abroad, where the source has only these).
    public let first: Int
    public let second: Int
    /// Works of all countries, added up country by country.
    public let works: Int
    /// Joint works of either country with each of its partners, added up: its links.
    public let firstLinks: Int
    public let secondLinks: Int
    /// Joint works of every pair of countries, each pair once.
    public let links: Int

    public init(
        joint: Int, first: Int, second: Int, works: Int, firstLinks: Int, secondLinks: Int, links: Int
    ) {
        (self.joint, self.first, self.second, self.works) = (joint, first, second, works)
        (self.firstLinks, self.secondLinks, self.links) = (firstLinks, secondLinks, links)
    }

    /// The same two seen from the other side.
    public var swapped: JointCounts {
        JointCounts(
            joint: joint, first: second, second: first, works: works, firstLinks: secondLinks,
            secondLinks: firstLinks, links: links)
    }
}

extension JointCounts {
    /// Salton's cosine (Salton and McGill 1983; for countries Glänzel 2001):
    ///
    ///     S = joint / √(first · second)
    ///
    /// From 0, nothing joint, to 1, everything of either is joint. How strong the link is for the pair as a whole; a
    /// small country's link with a large one stays small by it. Nil where a country has no works.
    public var saltonCosine: Double? {
        guard first > 0, second > 0 else { return nil }
        return Double(joint) / (Double(first) * Double(second)).squareRoot()
    }

    /// Jaccard's index (Jaccard 1901):
    ///
    ///     J = joint / (first + second - joint)
    ///
    /// From 0 to 1: the share of joint works in all works of the two. Never above Salton's cosine, and for countries of
    /// like size about half of it (Hamers et al. 1989). Nil where neither has works.
    public var jaccard: Double? {
        let union = first + second - joint
        return union > 0 ? Double(joint) / Double(union) : nil
    }

    /// Probabilistic affinity (Zitt, Bassecoulard and Okubo 2000):
    ///
    ///     A = joint · 2 links / (firstLinks · secondLinks)
    ///
    /// How many times as many joint works there are as chance would give if every country spread its links over the
    /// others by their size. From 0; 1 is as expected, 2 twice as many. It is symmetric and independent of size. As the
    /// links of a country with itself are missing from the table, 1 is a little too strict for the largest countries
    /// (Luukkonen, Tijssen, Persson and Sivertsen 1993). Nil where a country has no links.
    public var affinity: Double? {
        guard firstLinks > 0, secondLinks > 0 else { return nil }
        return Double(joint) / expectedByLinks
    }

    /// Joint works that chance would give: firstLinks · secondLinks / 2 links.
    public var expectedByLinks: Double {
        links > 0 ? Double(firstLinks) * Double(secondLinks) / (2 * Double(links)) : 0
    }

    /// Relative intensity of collaboration of the first country with the second (Fuchs, Sivertsen and Rousseau 2021):
    ///
    ///     R = (joint / firstLinks) / ((secondLinks - joint) / (2 links - firstLinks))
    ///
    /// The second country's share in the links of the first, against its share in the links of all others: of every
    /// country its own, so that a link between two others counts for either, as in affinity. From 0; 1 means that the
    /// first country works with the second as much as the rest of the world does. Not symmetric: seen from the other
    /// side it differs. Unlike affinity it always grows with the number of joint works. Nil where the first has no
    /// links or the second none besides.
    public var intensity: Double? {
        guard firstLinks > 0, secondLinks > joint, othersLinks > 0 else { return nil }
        return Double(joint) / Double(firstLinks) / (Double(secondLinks - joint) / Double(othersLinks))
    }

    /// Links of every country but the first, added up country by country.
    var othersLinks: Int { 2 * links - firstLinks }

    /// Activity index of either country with the other as its field (Balassa 1965; for science Frame 1977):
    ///
    ///     B = (joint / first) / (second / works)
    ///
    /// The partner's share in a country's works, against its share in the works of all. From 0; 1 is as expected.
    /// Unlike affinity it counts works and not links, so that few works with very many countries weigh little.
    public var activity: Double? {
        Activity(part: joint, whole: first, referencePart: second, referenceWhole: works).index
    }
}
