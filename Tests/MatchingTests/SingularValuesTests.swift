import Testing

@testable import Matching

@Suite struct SingularValues {
    /// Rows at right angles of plus and minus one (Sylvester's matrices).
    private func signs(_ size: Int) -> [[Double]] {
        (0..<size).map { row in (0..<size).map { (row & $0).nonzeroBitCount % 2 == 0 ? 1.0 : -1.0 } }
    }

    @Test func `a matrix made of known axes gives them back`() {
        let (left, right) = (signs(32), signs(16))
        let values = [9.0, 5, 2, 0.5]
        var matrix = SparseRows(columnCount: 16)
        for row in 0..<32 {
            let dense = (0..<16).map { column in
                values.indices.reduce(0) { sum, axis in
                    sum + values[axis] * left[axis + 1][row] * right[axis + 3][column] / (32.0 * 16).squareRoot()
                }
            }
            matrix.append(columns: (0..<16).map { Int32($0) }, values: dense.map { Float($0) }, key: UInt64(row))
        }
        let found = RandomisedSVD(matrix, rank: 6, seed: 7)
        #expect(found.values.count == 4)
        for axis in values.indices {
            #expect((found.values[axis] - values[axis]).magnitude < 1e-4)
            let cosine = (0..<16).reduce(0) {
                $0 + Double(found.axes[$1 * found.stride + axis]) * right[axis + 3][$1] / 4
            }
            #expect((cosine.magnitude - 1).magnitude < 1e-4)
        }
    }

    @Test func `random matrices have the singular values that the squared matrix has as axes`() {
        for seed in 0..<5 as Range<UInt64> {
            var source = WordSource(seed: seed)
            let columns = 20
            var matrix = SparseRows(columnCount: columns)
            var square = SymmetricMatrix(size: columns)
            for row in 0..<60 {
                var dense = [Double](repeating: 0, count: columns)
                for _ in 0..<6 { dense[source.small(below: columns)] = Double(source.below(100)) / 50 }
                let kept = (0..<columns).filter { dense[$0] != 0 }
                matrix.append(
                    columns: kept.map { Int32($0) }, values: kept.map { Float(dense[$0]) }, key: UInt64(row))
                for a in 0..<columns { for b in 0..<columns { square.values[a * columns + b] += dense[a] * dense[b] } }
            }
            let exact = square.axes().map { max(0, $0.value).squareRoot() }
            let found = RandomisedSVD(matrix, rank: 10, seed: seed).values
            #expect(found.count == 10)
            for axis in 0..<10 { #expect((found[axis] - exact[axis]).magnitude < exact[0] * 1e-3) }
        }
    }

    @Test func `axes of a symmetric matrix are what the matrix only stretches`() {
        var source = WordSource(seed: 3)
        var matrix = SymmetricMatrix(size: 9)
        for row in 0..<9 { for column in row..<9 { matrix.values[row * 9 + column] = Double(source.below(200)) - 100 } }
        matrix.mirror()
        let axes = matrix.axes()
        #expect(zip(axes, axes.dropFirst()).allSatisfy { $0.value >= $1.value })
        for axis in axes {
            for row in 0..<9 {
                let product = (0..<9).reduce(0) { $0 + matrix.values[row * 9 + $1] * axis.vector[$1] }
                #expect((product - axis.value * axis.vector[row]).magnitude < 1e-8)
            }
        }
    }

    @Test func `nothing has no axes`() {
        #expect(RandomisedSVD(SparseRows(columnCount: 0), rank: 3, seed: 1).values == [])
        var zero = SparseRows(columnCount: 4)
        zero.append(columns: [], values: [], key: 1)
        #expect(RandomisedSVD(zero, rank: 3, seed: 1).values == [])
    }

    @Test func `the same seed gives the same axes and another seed the same values`() {
        var source = WordSource(seed: 9)
        var matrix = SparseRows(columnCount: 30)
        for row in 0..<80 {
            let columns = Set((0..<5).map { _ in Int32(source.below(30)) }).sorted()
            matrix.append(columns: columns, values: columns.map { Float($0 % 7 + 1) }, key: UInt64(row))
        }
        let (first, again) = (RandomisedSVD(matrix, rank: 8, seed: 5), RandomisedSVD(matrix, rank: 8, seed: 5))
        #expect(first.axes == again.axes)
        let other = RandomisedSVD(matrix, rank: 8, seed: 6)
        for (a, b) in zip(first.values, other.values) { #expect((a - b).magnitude < first.values[0] * 2e-3) }
    }
}
