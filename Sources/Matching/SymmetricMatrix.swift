/// A small symmetric matrix and its axes.
struct SymmetricMatrix {
    let size: Int
    /// Row after row.
    var values: [Double]

    init(size: Int) {
        self.size = size
        values = [Double](repeating: 0, count: size * size)
    }

    /// Copies what stands above the diagonal to below it.
    mutating func mirror() {
        for row in 0..<size { for column in 0..<row { values[row * size + column] = values[column * size + row] } }
    }

    /// One axis: the matrix times `vector` is `value` times `vector`, which has length one.
    struct Axis {
        let value: Double
        let vector: [Double]
    }

    /// All axes, the greatest value first: rotations of two rows at a time until nothing stands beside the diagonal
    /// (Jacobi 1846, in cyclic order).
    func axes() -> [Axis] {
        var a = values
        var v = [Double](repeating: 0, count: size * size)
        for index in 0..<size { v[index * size + index] = 1 }
        let total = a.reduce(0) { $0 + $1 * $1 }
        for _ in 0..<60 {
            var beside = 0.0
            for row in 0..<size { for column in 0..<row { beside += a[row * size + column] * a[row * size + column] } }
            guard beside > total * 1e-26 else { break }
            for row in 0..<size { for column in (row + 1)..<max(size, row + 1) { rotate(&a, &v, row, column) } }
        }
        return (0..<size).map { axis in
            Axis(value: a[axis * size + axis], vector: Array(v[axis * size..<(axis + 1) * size]))
        }.sorted { $0.value > $1.value }
    }

    /// Makes the element (p, q) zero; the axes are kept as rows of `v`.
    private func rotate(_ a: inout [Double], _ v: inout [Double], _ p: Int, _ q: Int) {
        let beside = a[p * size + q]
        guard beside != 0 else { return }
        let theta = (a[q * size + q] - a[p * size + p]) / (2 * beside)
        let t = (theta >= 0 ? 1.0 : -1.0) / (theta.magnitude + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<size {
            let (x, y) = (a[k * size + p], a[k * size + q])
            a[k * size + p] = c * x - s * y
            a[k * size + q] = s * x + c * y
        }
        for k in 0..<size {
            let (x, y) = (a[p * size + k], a[q * size + k])
            a[p * size + k] = c * x - s * y
            a[q * size + k] = s * x + c * y
            let (f, g) = (v[p * size + k], v[q * size + k])
            v[p * size + k] = c * f - s * g
            v[q * size + k] = s * f + c * g
        }
    }
}
