import Foundation

/// A symmetric matrix with few entries, row after row.
struct SparseSymmetric {
    let starts: [Int]
    let columns: [Int32]
    let values: [Double]

    var size: Int { starts.count - 1 }

    func times(_ vector: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>) {
        for row in 0..<size {
            var sum = 0.0
            for place in starts[row]..<starts[row + 1] { sum += values[place] * vector[Int(columns[place])] }
            result[row] = sum
        }
    }
}

/// The eigenvectors of a sparse symmetric matrix that matter most: places of organisations in few dimensions, near each
/// other when they move in the same circles.
///
/// Subspace iteration with Rayleigh-Ritz projection at the end (Saad 2011, algorithm 5.3) from a start that is always
/// the same. So the same matrix gives the same places.
struct LatentPlaces: Sendable {
    let rank: Int
    /// The eigenvalues of greatest size, that first.
    let values: [Double]
    /// Row after row: an organisation's coordinates on the eigenvectors.
    let places: [Double]

    init(_ matrix: SparseSymmetric, rank wanted: Int, rounds: Int = 12) {
        let size = matrix.size
        let width = min(wanted + 10, size)
        var columns = Self.start(size: size, width: width)
        Self.orthonormalise(&columns, size: size)
        for _ in 0..<rounds {
            columns = Self.product(matrix, columns)
            Self.orthonormalise(&columns, size: size)
        }
        let image = Self.product(matrix, columns)
        var small = [Double](repeating: 0, count: width * width)
        for row in 0..<width {
            for column in row..<width {
                let value = Self.dot(columns, row * size, image, column * size, size)
                small[row * width + column] = value
                small[column * width + row] = value
            }
        }
        let axes = Jacobi.eigen(small, size: width).sorted { abs($0.value) > abs($1.value) }
        let greatest = abs(axes.first?.value ?? 0)
        let kept = axes.prefix(wanted).filter { abs($0.value) > greatest * 1e-9 }
        rank = kept.count
        values = kept.map(\.value)
        var places = [Double](repeating: 0, count: size * kept.count)
        for (axis, pair) in kept.enumerated() {
            for column in 0..<width {
                let factor = pair.vector[column]
                for row in 0..<size { places[row * kept.count + axis] += factor * columns[column * size + row] }
            }
        }
        self.places = places
    }

    /// What the matrix would have at a place if only these eigenvectors made it.
    func entry(_ first: Int, _ second: Int) -> Double {
        var sum = 0.0
        for axis in 0..<rank { sum += values[axis] * places[first * rank + axis] * places[second * rank + axis] }
        return sum
    }

    /// The cosine of two places whose coordinates are stretched by the roots of the eigenvalues; 0 for one without a
    /// place.
    func cosine(_ first: Int, _ second: Int) -> Double {
        var (product, own, other) = (0.0, 0.0, 0.0)
        for axis in 0..<rank {
            let (x, y) = (places[first * rank + axis], places[second * rank + axis])
            let weight = max(0, values[axis])
            product += weight * x * y
            own += weight * x * x
            other += weight * y * y
        }
        // Those in no project are where rounding put them.
        return own > 1e-20 && other > 1e-20 ? product / (own * other).squareRoot() : 0
    }

    /// Numbers between -1 and 1 that look random, column after column.
    private static func start(size: Int, width: Int) -> [Double] {
        var dice = SteadyNumbers(seed: 20_170_101)
        return (0..<size * width).map { _ in dice.uniform() * 2 - 1 }
    }

    private static func product(_ matrix: SparseSymmetric, _ columns: [Double]) -> [Double] {
        let size = matrix.size
        var result = [Double](repeating: 0, count: columns.count)
        guard size > 0 else { return result }
        columns.withUnsafeBufferPointer { columns in
            result.withUnsafeMutableBufferPointer { result in
                for start in stride(from: 0, to: columns.count, by: size) {
                    let part = start..<start + size
                    matrix.times(
                        UnsafeBufferPointer(rebasing: columns[part]),
                        into: UnsafeMutableBufferPointer(rebasing: result[part]))
                }
            }
        }
        return result
    }

    /// Gram and Schmidt, each column twice, which is enough (Giraud, Langou and Rozložník 2005). A column that depends
    /// on those before it becomes zero.
    private static func orthonormalise(_ columns: inout [Double], size: Int) {
        guard size > 0 else { return }
        for start in stride(from: 0, to: columns.count, by: size) {
            let before = dot(columns, start, columns, start, size).squareRoot()
            for _ in 0..<2 {
                for earlier in stride(from: 0, to: start, by: size) {
                    let factor = dot(columns, earlier, columns, start, size)
                    for row in 0..<size { columns[start + row] -= factor * columns[earlier + row] }
                }
            }
            let length = dot(columns, start, columns, start, size).squareRoot()
            let scale = length > before * 1e-12 && length > 0 ? 1 / length : 0
            for row in 0..<size { columns[start + row] *= scale }
        }
    }

    private static func dot(_ a: [Double], _ from: Int, _ b: [Double], _ other: Int, _ count: Int) -> Double {
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                var sums = SIMD4<Double>.zero
                let whole = count / 4 * 4
                for place in stride(from: 0, to: whole, by: 4) {
                    let x = SIMD4(
                        a[from + place], a[from + place + 1], a[from + place + 2], a[from + place + 3])
                    let y = SIMD4(
                        b[other + place], b[other + place + 1], b[other + place + 2], b[other + place + 3])
                    sums += x * y
                }
                var sum = sums.sum()
                for place in whole..<count { sum += a[from + place] * b[other + place] }
                return sum
            }
        }
    }
}

/// A small symmetric matrix taken apart by rotations (Jacobi 1846; Golub and Van Loan 2013, 8.5).
enum Jacobi {
    static func eigen(_ matrix: [Double], size: Int) -> [(value: Double, vector: [Double])] {
        var a = matrix
        var vectors = [Double](repeating: 0, count: size * size)
        for place in 0..<size { vectors[place * size + place] = 1 }
        let norm = matrix.reduce(0) { $0 + $1 * $1 }
        for _ in 0..<60 {
            var rest = 0.0
            for p in 0..<size { for q in 0..<size where p != q { rest += a[p * size + q] * a[p * size + q] } }
            if rest <= norm * 1e-28 { break }
            for p in 0..<size { for q in p + 1..<max(size, p + 1) { rotate(&a, &vectors, size, p, q) } }
        }
        return (0..<size).map { axis in
            (a[axis * size + axis], (0..<size).map { vectors[$0 * size + axis] })
        }
    }

    private static func rotate(_ a: inout [Double], _ vectors: inout [Double], _ size: Int, _ p: Int, _ q: Int) {
        let off = a[p * size + q]
        guard off != 0 else { return }
        let theta = (a[q * size + q] - a[p * size + p]) / (2 * off)
        let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
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
        }
        for k in 0..<size {
            let (x, y) = (vectors[k * size + p], vectors[k * size + q])
            vectors[k * size + p] = c * x - s * y
            vectors[k * size + q] = s * x + c * y
        }
    }
}

/// Numbers that look random and are the same on every machine (Steele, Lea and Flood 2014: SplitMix64).
public struct SteadyNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0, below 1.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}
