/// The pairing of the words of two names that is worth most.
enum NameAlignment {
    /// For each row the column it is paired with, nil for none; the sum of `worth` over the pairs is the greatest there
    /// is (Kuhn 1955 and Munkres 1957, by shortest augmenting paths). Pairs worth nothing are not made.
    ///
    /// - Parameter worth: by row, then column; at least 0.
    static func best(rows: Int, columns: Int, worth: [Double]) -> [Int?] {
        guard rows > 0, columns > 0 else { return [Int?](repeating: nil, count: rows) }
        let isTurned = rows > columns
        let (n, m) = isTurned ? (columns, rows) : (rows, columns)
        func cost(_ row: Int, _ column: Int) -> Double {
            -(isTurned ? worth[column * columns + row] : worth[row * columns + column])
        }
        let owners = owners(n, m, cost)
        var result = [Int?](repeating: nil, count: rows)
        for column in 0..<m where owners[column + 1] > 0 {
            let row = owners[column + 1] - 1
            guard cost(row, column) < 0 else { continue }
            if isTurned { result[column] = row } else { result[row] = column }
        }
        return result
    }

    /// Which row holds each column, counted from 1; 0 for none. There are at least as many columns as rows.
    private static func owners(_ n: Int, _ m: Int, _ cost: (Int, Int) -> Double) -> [Int] {
        var rowPrice = [Double](repeating: 0, count: n + 1)
        var columnPrice = [Double](repeating: 0, count: m + 1)
        var owners = [Int](repeating: 0, count: m + 1)
        var way = [Int](repeating: 0, count: m + 1)
        for row in 1...n {
            owners[0] = row
            var column = 0
            var least = [Double](repeating: .infinity, count: m + 1)
            var isUsed = [Bool](repeating: false, count: m + 1)
            repeat {
                isUsed[column] = true
                let owner = owners[column]
                var (delta, next) = (Double.infinity, 0)
                for other in 1...m where !isUsed[other] {
                    let reduced = cost(owner - 1, other - 1) - rowPrice[owner] - columnPrice[other]
                    if reduced < least[other] { (least[other], way[other]) = (reduced, column) }
                    if least[other] < delta { (delta, next) = (least[other], other) }
                }
                for other in 0...m {
                    if isUsed[other] {
                        rowPrice[owners[other]] += delta
                        columnPrice[other] -= delta
                    } else {
                        least[other] -= delta
                    }
                }
                column = next
            } while owners[column] != 0
            while column != 0 {
                owners[column] = owners[way[column]]
                column = way[column]
            }
        }
        return owners
    }
}
