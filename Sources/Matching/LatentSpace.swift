/// The main directions in which the words of a directory go together: texts that say the same in other words are near
/// each other here (latent semantic analysis, Deerwester, Dumais, Furnas, Landauer and Harshman 1990).
///
/// A text's place is its unit vector of terms times the right singular vectors of the matrix of all public texts; the
/// likeness of two is the cosine of their places.
struct LatentSpace: Sendable {
    static let dimensions = 100
    /// From so many documents on the directions mean something.
    static let fewestDocuments = 3_000
    /// More documents than this do not change the first hundred directions enough to be worth the time; of more, those
    /// with the lowest keys are taken, which is a fair and fixed sample.
    static let mostDocuments = 60_000

    /// How many numbers a place has, a multiple of eight; the last ones are zero.
    let stride: Int
    let singularValues: [Double]
    /// The row of a term in `axes`, -1 for terms that took no part.
    private let rows: [Int32]
    private let axes: [Float]

    /// - Parameter documents: unit vectors with their keys, in the order of keys.
    init(_ documents: [(key: UInt64, vector: TermVector)], dimensions: Int = Self.dimensions, seed: UInt64) {
        let sample = documents.prefix(Self.mostDocuments)
        var frequency: [Int32] = []
        // Columns are numbered as the terms first appear, which depends on the documents and not on their order of
        // arrival. A term of one document goes together with nothing.
        var order: [Int32] = []
        for (_, vector) in sample {
            for term in vector.terms {
                if Int(term) >= frequency.count {
                    frequency += [Int32](repeating: 0, count: Int(term) + 1 - frequency.count)
                }
                if frequency[Int(term)] == 0 { order.append(term) }
                frequency[Int(term)] += 1
            }
        }
        var rows = [Int32](repeating: -1, count: frequency.count)
        var count: Int32 = 0
        for term in order where frequency[Int(term)] > 1 {
            rows[Int(term)] = count
            count += 1
        }
        var matrix = SparseRows(columnCount: Int(count))
        for (key, vector) in sample {
            var columns: [Int32] = []
            var values: [Float] = []
            for (term, weight) in zip(vector.terms, vector.weights) where rows[Int(term)] >= 0 {
                columns.append(rows[Int(term)])
                values.append(weight)
            }
            matrix.append(columns: columns, values: values, key: key)
        }
        let decomposition = RandomisedSVD(matrix, rank: dimensions, seed: seed)
        self.rows = rows
        axes = decomposition.axes
        stride = decomposition.stride
        singularValues = decomposition.values
    }

    /// A text's place, of length one; zeros when none of its terms took part.
    func place(of vector: TermVector) -> [Float] {
        var place = [Float](repeating: 0, count: stride)
        axes.withUnsafeBufferPointer { axes in
            place.withUnsafeMutableBufferPointer { place in
                guard let axes = axes.baseAddress, let sink = place.baseAddress else { return }
                for (term, weight) in zip(vector.terms, vector.weights) {
                    guard Int(term) < rows.count, rows[Int(term)] >= 0 else { continue }
                    Dense.add(axes + Int(rows[Int(term)]) * stride, times: weight, to: sink, stride)
                }
                let length = Dense.dot(sink, sink, stride).squareRoot()
                guard length > 1e-6 else {
                    for position in 0..<stride { sink[position] = 0 }
                    return
                }
                for position in 0..<stride { sink[position] /= length }
            }
        }
        return place
    }
}
