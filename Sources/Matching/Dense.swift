/// Sums over rows of numbers, eight at a time. Rows are padded with zeros to a multiple of eight.
enum Dense {
    static let lane = 8

    static func padded(_ count: Int) -> Int { (count + lane - 1) / lane * lane }

    static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int) -> Float {
        let (x, y) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
        var sum = SIMD8<Float>.zero
        var offset = 0
        while offset < count * 4 {
            sum +=
                x.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                * y.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
            offset += 32
        }
        return sum.sum()
    }

    static func dot(_ a: [Float], _ b: [Float]) -> Float {
        a.withUnsafeBufferPointer { x in
            b.withUnsafeBufferPointer { y in
                guard let x = x.baseAddress, let y = y.baseAddress else { return 0 }
                return dot(x, y, min(a.count, b.count))
            }
        }
    }

    /// `target += factor · row`
    static func add(
        _ row: UnsafePointer<Float>, times factor: Float, to target: UnsafeMutablePointer<Float>, _ count: Int
    ) {
        let (source, sink) = (UnsafeRawPointer(row), UnsafeMutableRawPointer(target))
        let factors = SIMD8<Float>(repeating: factor)
        var offset = 0
        while offset < count * 4 {
            let sum =
                sink.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                + factors * source.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
            sink.storeBytes(of: sum, toByteOffset: offset, as: SIMD8<Float>.self)
            offset += 32
        }
    }
}
