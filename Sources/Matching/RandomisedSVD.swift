import Foundation

/// A large sparse matrix, row after row.
struct SparseRows {
    private(set) var starts: [Int] = [0]
    private(set) var columns: [Int32] = []
    private(set) var values: [Float] = []
    /// From each row's key its random numbers are drawn, so they do not depend on what else is in the matrix.
    private(set) var keys: [UInt64] = []
    let columnCount: Int

    init(columnCount: Int) { self.columnCount = columnCount }

    var rowCount: Int { starts.count - 1 }

    mutating func append(columns: [Int32], values: [Float], key: UInt64) {
        self.columns += columns
        self.values += values
        starts.append(self.columns.count)
        keys.append(key)
    }
}

/// The largest singular values of a sparse matrix and the axes of its columns, found by random projection.
///
/// The range of the transposed matrix is sketched with `rank + 10` Gaussian vectors, sharpened by two power iterations
/// with orthonormal columns after each, and the small matrix that is left is decomposed exactly (Halko, Martinsson and
/// Tropp 2011, algorithms 4.4 and 5.1). The same seed and rows give the same result.
struct RandomisedSVD {
    /// The greatest first; fewer than asked for when the matrix has a lower rank.
    let values: [Double]
    /// One row of `stride` numbers for each column of the matrix; the first `values.count` are its coordinates.
    let axes: [Float]
    let stride: Int

    init(_ matrix: SparseRows, rank: Int, oversampling: Int = 10, iterations: Int = 2, seed: UInt64) {
        let width = max(1, min(rank + oversampling, matrix.rowCount, matrix.columnCount))
        let sketch = Sketch(matrix: matrix, width: width)
        var basis = Basis.orthonormal(sketch.randomProjection(seed: seed), stride: sketch.stride)
        for _ in 0..<iterations { basis = Basis.orthonormal(sketch.projection(through: basis), stride: sketch.stride) }
        basis = Basis.orthonormal(basis, stride: sketch.stride)
        let axes = sketch.gram(of: basis).axes().prefix(rank)
        let first = max(0, axes.first?.value ?? 0)
        let kept = axes.filter { $0.value > first * 1e-10 && $0.value > 0 }
        values = kept.map { $0.value.squareRoot() }
        stride = Dense.padded(kept.count)
        self.axes = Basis.product(basis, stride: sketch.stride, kept.map(\.vector), to: stride)
    }
}

/// The products of the matrix with tall, thin ones.
private struct Sketch {
    let matrix: SparseRows
    let width: Int
    var stride: Int { Dense.padded(width) }

    /// The transposed matrix times normal random numbers.
    func randomProjection(seed: UInt64) -> [Float] {
        var result = [Float](repeating: 0, count: matrix.columnCount * stride)
        var row = [Float](repeating: 0, count: stride)
        for index in 0..<matrix.rowCount {
            fillNormal(&row, key: mixed(seed ^ matrix.keys[index]))
            addOuter(index, row, to: &result)
        }
        return result
    }

    /// Box and Muller 1958.
    private func fillNormal(_ row: inout [Float], key: UInt64) {
        for position in Swift.stride(from: 0, to: width, by: 2) {
            let first = mixed(key &+ UInt64(position) &* 2)
            let second = mixed(key &+ UInt64(position) &* 2 &+ 1)
            let radius = (-2 * log((Double(first >> 11) + 0.5) * 0x1p-53)).squareRoot()
            let angle = 2 * Double.pi * Double(second >> 11) * 0x1p-53
            row[position] = Float(radius * cos(angle))
            if position + 1 < width { row[position + 1] = Float(radius * sin(angle)) }
        }
    }

    /// The transposed matrix times the matrix times `basis`, row by row, so the long middle is never kept.
    func projection(through basis: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: matrix.columnCount * stride)
        var row = [Float](repeating: 0, count: stride)
        for index in 0..<matrix.rowCount {
            fillProduct(index, basis, into: &row)
            addOuter(index, row, to: &result)
        }
        return result
    }

    /// The squared matrix as `basis` sees it: (A Q)ᵀ (A Q).
    func gram(of basis: [Float]) -> SymmetricMatrix {
        var result = SymmetricMatrix(size: width)
        var row = [Float](repeating: 0, count: stride)
        for index in 0..<matrix.rowCount {
            fillProduct(index, basis, into: &row)
            Basis.addSquare(row, to: &result)
        }
        result.mirror()
        return result
    }

    private func fillProduct(_ index: Int, _ basis: [Float], into row: inout [Float]) {
        for position in 0..<stride { row[position] = 0 }
        basis.withUnsafeBufferPointer { basis in
            row.withUnsafeMutableBufferPointer { row in
                guard let basis = basis.baseAddress, let row = row.baseAddress else { return }
                for entry in matrix.starts[index]..<matrix.starts[index + 1] {
                    Dense.add(
                        basis + Int(matrix.columns[entry]) * stride, times: matrix.values[entry], to: row, stride)
                }
            }
        }
    }

    private func addOuter(_ index: Int, _ row: [Float], to result: inout [Float]) {
        result.withUnsafeMutableBufferPointer { result in
            row.withUnsafeBufferPointer { row in
                guard let result = result.baseAddress, let row = row.baseAddress else { return }
                for entry in matrix.starts[index]..<matrix.starts[index + 1] {
                    Dense.add(
                        row, times: matrix.values[entry], to: result + Int(matrix.columns[entry]) * stride, stride)
                }
            }
        }
    }
}

/// Tall, thin matrices: their columns made orthonormal, and their product with a small one.
private enum Basis {
    /// Columns of length one at right angles that span the same, by the axes of the small matrix of their products
    /// (Stathopoulos and Wu 2002); directions that are nothing but rounding are dropped (set to zero).
    static func orthonormal(_ columns: [Float], stride: Int) -> [Float] {
        var gram = SymmetricMatrix(size: stride)
        var row = [Float](repeating: 0, count: stride)
        for start in Swift.stride(from: 0, to: columns.count, by: stride) {
            for position in 0..<stride { row[position] = columns[start + position] }
            addSquare(row, to: &gram)
        }
        gram.mirror()
        let axes = gram.axes()
        let floor = max(0, axes.first?.value ?? 0) * 1e-11
        let scaled = axes.map { axis in
            axis.value > floor && axis.value > 0
                ? axis.vector.map { $0 / axis.value.squareRoot() } : [Double](repeating: 0, count: stride)
        }
        return product(columns, stride: stride, scaled, to: stride)
    }

    /// Each row's coordinates along the vectors given.
    static func product(_ rows: [Float], stride: Int, _ vectors: [[Double]], to width: Int) -> [Float] {
        // Transposed, so that one row of it is added for each number of the input row.
        var small = [Float](repeating: 0, count: stride * width)
        for (column, vector) in vectors.enumerated() {
            for (row, value) in vector.enumerated() where row < stride { small[row * width + column] = Float(value) }
        }
        let count = stride > 0 ? rows.count / stride : 0
        var result = [Float](repeating: 0, count: count * width)
        result.withUnsafeMutableBufferPointer { result in
            small.withUnsafeBufferPointer { small in
                guard let result = result.baseAddress, let small = small.baseAddress else { return }
                for row in 0..<count {
                    for position in 0..<stride {
                        Dense.add(
                            small + position * width, times: rows[row * stride + position], to: result + row * width,
                            width)
                    }
                }
            }
        }
        return result
    }

    /// Adds the products of a row with itself to what stands on and above the diagonal.
    static func addSquare(_ row: [Float], to matrix: inout SymmetricMatrix) {
        let size = matrix.size
        matrix.values.withUnsafeMutableBufferPointer { values in
            row.withUnsafeBufferPointer { row in
                for first in 0..<size {
                    let factor = Double(row[first])
                    guard factor != 0 else { continue }
                    for second in first..<size { values[first * size + second] += factor * Double(row[second]) }
                }
            }
        }
    }
}
