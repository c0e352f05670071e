/// How a text's likeness to the background is spread: what is common for it, against which a likeness is measured.
///
/// A likeness `c` becomes the standard score `(c - mean) / deviation`, kept as `c · gain - level`.
struct Standing: Sendable, Equatable {
    var gain: Float = 1
    var level: Float = 0

    /// Nothing is known: likenesses stay as they are.
    static let unmeasured = Standing()

    init() {}
    init(mean: Double, deviation: Double) {
        gain = Float(1 / deviation)
        level = Float(mean / deviation)
    }

    var deviation: Double { 1 / Double(gain) }
}

/// A fixed sample of public texts, against which every likeness is standardised.
struct Background: Sendable {
    /// So many texts, those with the lowest keys: a fair sample that stays the same while texts come and go.
    static let size = 1_000
    /// Fewer say nothing about what is common.
    static let fewest = 30
    /// A text this like is the text itself or a copy of it, and no background.
    static let copy: Float = 0.9999

    let count: Int
    /// The least deviation: half the median over the background's own texts. Without it a text that shares words with
    /// hardly anything would win by one rare word in common.
    private(set) var leastDeviation = 0.0
    private(set) var leastLatentDeviation = 0.0
    /// For each term (by number) its texts in the background.
    private let starts: [Int32]
    private let members: [Int32]
    private let weights: [Float]
    private let places: [[Float]]
    private let latentMean: [Float]
    /// Mean products of the coordinates of places, row after row.
    private let latentSquare: [Float]

    init(_ sample: [TermVector], latent: LatentSpace?) {
        count = sample.count
        let terms = Int(sample.lazy.flatMap(\.terms).max() ?? -1) + 1
        var starts = [Int32](repeating: 0, count: terms + 1)
        for vector in sample { for term in vector.terms { starts[Int(term) + 1] += 1 } }
        for term in 0..<terms { starts[term + 1] += starts[term] }
        var members = [Int32](repeating: 0, count: Int(starts[terms]))
        var weights = [Float](repeating: 0, count: members.count)
        var next = starts
        for (index, vector) in sample.enumerated() {
            for (term, weight) in zip(vector.terms, vector.weights) {
                members[Int(next[Int(term)])] = Int32(index)
                weights[Int(next[Int(term)])] = weight
                next[Int(term)] += 1
            }
        }
        (self.starts, self.members, self.weights) = (starts, members, weights)
        let places = latent.map { latent in sample.map { latent.place(of: $0) } } ?? []
        (latentMean, latentSquare) = Self.moments(places, stride: latent?.stride ?? 0)
        self.places = places
        guard count >= Self.fewest else { return }
        let own = sample.indices.map { standing(of: sample[$0], at: places.isEmpty ? nil : places[$0]) }
        leastDeviation = own.map(\.words.deviation).sorted()[count / 2] / 2
        leastLatentDeviation = own.map(\.latent.deviation).sorted()[count / 2] / 2
    }

    private static func moments(_ places: [[Float]], stride: Int) -> ([Float], [Float]) {
        var mean = [Double](repeating: 0, count: stride)
        var square = [Double](repeating: 0, count: stride * stride)
        for place in places {
            for first in 0..<stride {
                let value = Double(place[first])
                mean[first] += value
                for second in 0..<stride { square[first * stride + second] += value * Double(place[second]) }
            }
        }
        let count = Double(max(1, places.count))
        return (mean.map { Float($0 / count) }, square.map { Float($0 / count) })
    }

    /// Mean and deviation of the likenesses between a text and the background, by words and by latent place, copies of
    /// the text left out.
    func standing(of vector: TermVector, at place: [Float]?) -> (words: Standing, latent: Standing) {
        guard count >= Self.fewest else { return (.unmeasured, .unmeasured) }
        var likeness = [Float](repeating: 0, count: count)
        for (term, weight) in zip(vector.terms, vector.weights) where Int(term) + 1 < starts.count {
            for entry in Int(starts[Int(term)])..<Int(starts[Int(term) + 1]) {
                likeness[Int(members[entry])] += weight * weights[entry]
            }
        }
        var copies: [Int] = []
        var (sum, square) = (0.0, 0.0)
        for (index, value) in likeness.enumerated() {
            guard value < Self.copy else {
                copies.append(index)
                continue
            }
            sum += Double(value)
            square += Double(value) * Double(value)
        }
        let rest = Double(max(1, count - copies.count))
        let words = Self.standing(sum / rest, square / rest, least: leastDeviation)
        guard let place, !places.isEmpty else { return (words, .unmeasured) }
        return (words, latentStanding(at: place, copies: copies))
    }

    /// From the moments of the background's places: the mean of the products with them is the product with their mean.
    private func latentStanding(at place: [Float], copies: [Int]) -> Standing {
        let stride = place.count
        var sum = Double(Dense.dot(place, latentMean)) * Double(count)
        var square = 0.0
        latentSquare.withUnsafeBufferPointer { rows in
            place.withUnsafeBufferPointer { place in
                guard let rows = rows.baseAddress, let base = place.baseAddress else { return }
                for row in 0..<stride where place[row] != 0 {
                    square += Double(place[row]) * Double(Dense.dot(rows + row * stride, base, stride))
                }
            }
        }
        square *= Double(count)
        for copy in copies {
            let value = Double(Dense.dot(place, places[copy]))
            sum -= value
            square -= value * value
        }
        let rest = Double(max(1, count - copies.count))
        return Self.standing(sum / rest, square / rest, least: leastLatentDeviation)
    }

    private static func standing(_ mean: Double, _ square: Double, least: Double) -> Standing {
        Standing(mean: mean, deviation: max(max(0, square - mean * mean).squareRoot(), least, 1e-3))
    }
}
