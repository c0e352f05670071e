import Foundation

/// What the whole directory says about how to weigh a text: how rare each term is, what likeness is common, and which
/// words go together. Made anew in the background from time to time; between two makings it stays as it is.
///
/// Everything in it comes from public texts alone, so nothing a reader may not see can move a figure that is shown.
///
/// **Likeness of a text q and an item i**, standardised on both sides (s-norm: Shum, Dehak, Dehak and Glass 2010; Kenny
/// 2010, for the verification of speakers; z-norm and t-norm before it, Auckenthaler, Carey and Lloyd-Thomas 2000):
///
///     s(q, i) = ½ [ (c(q, i) - μq) / σq + (c(q, i) - μi) / σi ]
///
/// `c` is the cosine, `μq` and `σq` mean and deviation of the cosines between q and a fixed sample of public texts,
/// `μi` and `σi` the same of i. It undoes the advantage of texts that are a little like everything (the hubs that CSLS
/// corrects by the mean alone: Conneau, Lample, Ranzato, Denoyer and Jégou 2018). With 3,000 public texts or more the
/// result is the mean of two such scores, one by words, one by latent place.
struct Calibration: Sendable {
    /// Public texts counted.
    let documentCount: Int
    private let documentFrequency: [Int32]
    private let background: Background
    private let latent: LatentSpace?

    /// Before the first texts are counted.
    static let none = Calibration(of: [], seed: 0)

    /// - Parameter documents: the terms of every public text, in any order.
    init(of documents: [TermCounts], seed: UInt64) {
        documentCount = documents.count
        var frequency: [Int32] = []
        for document in documents {
            for term in document.terms where term >= 0 {
                if Int(term) >= frequency.count {
                    frequency += [Int32](repeating: 0, count: max(1_024, Int(term) + 1 - frequency.count))
                }
                frequency[Int(term)] += 1
            }
        }
        documentFrequency = frequency
        let total = documentCount
        let ordered = documents.filter { !$0.isEmpty }.sorted { $0.key < $1.key }
        let needed = total >= LatentSpace.fewestDocuments ? LatentSpace.mostDocuments : Background.size
        let vectors = ordered.prefix(needed).map { counts in
            (counts.key, TermVector(counts) { Self.idf($0, frequency, total) })
        }
        let latent = total >= LatentSpace.fewestDocuments ? LatentSpace(vectors, seed: seed) : nil
        background = Background(vectors.prefix(Background.size).map(\.1), latent: latent)
        self.latent = latent
    }

    var hasLatentSpace: Bool { latent != nil }
    /// How much the score by words counts: all, or half beside the latent one.
    var wordShare: Float { latent == nil ? 1 : 0.5 }

    /// `ln((N + 1) / (df + ½))` for a term in `df` of `N` public texts: near zero for a term of every text, and still
    /// positive in a directory of one.
    private static func idf(_ term: Int32, _ frequency: [Int32], _ total: Int) -> Double {
        let df = term >= 0 && Int(term) < frequency.count ? Double(frequency[Int(term)]) : 0
        return log((Double(total) + 1) / (df + 0.5))
    }

    /// A text with everything that is fixed about it until the next calibration.
    func measured(_ counts: TermCounts) -> MeasuredText {
        let vector = TermVector(counts) { Self.idf($0, documentFrequency, documentCount) }
        let place = latent?.place(of: vector)
        let standing = background.standing(of: vector, at: place)
        return MeasuredText(
            vector: vector, place: place ?? [], words: standing.words, latent: standing.latent,
            wordShare: wordShare)
    }
}

/// A text as a calibration sees it: its terms, its latent place, and what likeness is common for it.
public struct MeasuredText: Sendable, Equatable {
    let vector: TermVector
    /// Empty without a latent space.
    let place: [Float]
    let words: Standing
    let latent: Standing
    let wordShare: Float

    public var isEmpty: Bool { vector.terms.isEmpty }

    /// The cosine of the terms of two texts, 0…1.
    public func cosine(_ other: MeasuredText) -> Double { Double(TermProbe(vector).cosine(other.vector)) }

    /// The standardised likeness of two texts of the same calibration: about 0 for any two, above 3 for two on one
    /// subject. The same both ways, up to rounding.
    public func likeness(_ other: MeasuredText) -> Double {
        Double(standardised(TermProbe(vector).cosine(other.vector), other))
    }

    /// The same when the cosine is known.
    func standardised(_ cosine: Float, _ other: MeasuredText) -> Float {
        let byWords = Self.score(cosine, words, other.words)
        guard !place.isEmpty, place.count == other.place.count else { return byWords }
        return wordShare * byWords + (1 - wordShare) * latentScore(other)
    }

    func latentScore(_ other: MeasuredText) -> Float {
        Self.score(Dense.dot(place, other.place), latent, other.latent)
    }

    static func score(_ likeness: Float, _ a: Standing, _ b: Standing) -> Float {
        0.5 * (likeness * (a.gain + b.gain) - (a.level + b.level))
    }
}
