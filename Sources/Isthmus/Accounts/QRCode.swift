/// A text as a square of dark and light modules that a camera reads (ISO/IEC 18004: bytes, correction level M, sizes 1
/// to 15, which is up to 412 bytes).
struct QRCode: Sendable, Equatable {
    /// Modules on a side.
    let size: Int
    private var dark: [Bool]
    /// Modules of the patterns that show a camera where it is; data flow around them.
    private var fixed: [Bool]

    /// Per size, from 1: check bytes in each block, and how many blocks there are.
    private static let blocks = [
        (10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5), (26, 5), (30, 5), (22, 8),
        (22, 9), (24, 9), (24, 10),
    ]

    /// Nil for a text that is too long.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = (1...15).first(where: { QRCode.capacity(of: $0) >= bytes.count }) else { return nil }
        let size = 17 + 4 * version
        self.size = size
        dark = [Bool](repeating: false, count: size * size)
        fixed = dark
        drawFixed(version)
        place(QRCode.codewords(of: bytes, version))
        let masks = (0..<8).map { masked($0) }
        if let best = masks.min(by: { $0.penalty < $1.penalty }) { dark = best.dark }
    }

    func isDark(_ row: Int, _ column: Int) -> Bool { dark[row * size + column] }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        guard (0..<size).contains(row), (0..<size).contains(column) else { return }
        dark[row * size + column] = isDark
        fixed[row * size + column] = true
    }
}

// What is written.
extension QRCode {
    private static func total(of version: Int) -> Int {
        var modules = (16 * version + 128) * version + 64
        if version >= 2 {
            let marks = version / 7 + 2
            modules -= (25 * marks - 10) * marks - 55
        }
        if version >= 7 { modules -= 36 }
        return modules / 8
    }

    private static func dataBytes(of version: Int) -> Int {
        let (check, count) = blocks[version - 1]
        return total(of: version) - check * count
    }

    private static func capacity(of version: Int) -> Int { dataBytes(of: version) - (version < 10 ? 2 : 3) }

    /// Data with their check bytes, block by block in turns.
    private static func codewords(of bytes: [UInt8], _ version: Int) -> [UInt8] {
        // Four bits say "bytes", eight or sixteen how many; so everything is shifted by half a byte.
        let length: [UInt8] =
            version < 10 ? [UInt8(bytes.count)] : [UInt8(bytes.count >> 8), UInt8(bytes.count & 255)]
        var data: [UInt8] = []
        var held: UInt8 = 4
        for byte in length + bytes {
            data.append(held << 4 | byte >> 4)
            held = byte & 15
        }
        data.append(held << 4)
        let room = dataBytes(of: version)
        let filled = data.count
        while data.count < room { data.append((data.count - filled) % 2 == 0 ? 0xec : 0x11) }

        let (check, count) = blocks[version - 1]
        let whole = total(of: version)
        let short = whole / count - check
        let shortCount = count - whole % count
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        for index in 0..<count {
            let end = start + short + (index < shortCount ? 0 : 1)
            parts.append(data[start..<end])
            start = end
        }
        let checks = parts.map { remainder(of: $0, check) }
        var result: [UInt8] = []
        for offset in 0...short {
            for part in parts where offset < part.count { result.append(part[part.startIndex + offset]) }
        }
        for offset in 0..<check { for part in checks { result.append(part[offset]) } }
        return result
    }

    /// The check bytes: what is left of the data divided by the polynomial of that degree (Reed and Solomon).
    private static func remainder(of data: ArraySlice<UInt8>, _ degree: Int) -> [UInt8] {
        var divisor = [UInt8](repeating: 0, count: degree)
        divisor[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in 0..<degree {
                divisor[index] = product(divisor[index], root) ^ (index + 1 < degree ? divisor[index + 1] : 0)
            }
            root = product(root, 2)
        }
        var rest = [UInt8](repeating: 0, count: degree)
        for byte in data {
            let factor = byte ^ rest.removeFirst()
            rest.append(0)
            for index in 0..<degree { rest[index] ^= product(divisor[index], factor) }
        }
        return rest
    }

    /// Multiplication in the field of 256 elements that the standard names.
    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product = 0
        for bit in stride(from: 7, through: 0, by: -1) {
            product = product << 1 ^ (product >> 7) * 0x11d
            if right >> UInt8(bit) & 1 == 1 { product ^= Int(left) }
        }
        return UInt8(product)
    }
}

// Where it is written.
extension QRCode {
    private mutating func drawFixed(_ version: Int) {
        for index in 0..<size {
            set(6, index, index % 2 == 0)
            set(index, 6, index % 2 == 0)
        }
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
            for down in -4...4 {
                for right in -4...4 {
                    let ring = max(abs(down), abs(right))
                    set(row + down, column + right, ring != 2 && ring != 4)
                }
            }
        }
        drawMarks(version)
        if version >= 7 { drawVersion(version) }
        drawMask(0)
    }

    private mutating func drawMarks(_ version: Int) {
        guard version >= 2 else { return }
        let count = version / 7 + 2
        let step = (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2
        let places = [6] + (0..<count - 1).map { size - 7 - $0 * step }.reversed()
        for (first, row) in places.enumerated() {
            for (second, column) in places.enumerated() {
                let isCorner =
                    (first, second) == (0, 0) || (first, second) == (0, count - 1)
                    || (first, second) == (count - 1, 0)
                guard !isCorner else { continue }
                for down in -2...2 {
                    for right in -2...2 { set(row + down, column + right, max(abs(down), abs(right)) != 1) }
                }
            }
        }
    }

    private mutating func drawVersion(_ version: Int) {
        var rest = version
        for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1f25 }
        let bits = version << 12 | rest
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1
            set(index / 3, size - 11 + index % 3, isDark)
            set(size - 11 + index % 3, index / 3, isDark)
        }
    }

    /// Correction level M and the mask, twice.
    private mutating func drawMask(_ mask: Int) {
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (mask << 10 | rest) ^ 0x5412
        let bit = { (index: Int) in bits >> index & 1 == 1 }
        for index in 0..<6 { set(index, 8, bit(index)) }
        set(7, 8, bit(6))
        set(8, 8, bit(7))
        set(8, 7, bit(8))
        for index in 9..<15 { set(8, 14 - index, bit(index)) }
        for index in 0..<8 { set(8, size - 1 - index, bit(index)) }
        for index in 8..<15 { set(size - 15 + index, 8, bit(index)) }
        set(size - 8, 8, true)
    }

    /// In columns of two, from the right, up and down in turns.
    private mutating func place(_ codewords: [UInt8]) {
        var index = 0
        var right = size - 1
        var goesUp = true
        while right >= 1 {
            if right == 6 { right = 5 }
            for step in 0..<size {
                let row = goesUp ? size - 1 - step : step
                for column in [right, right - 1] where !fixed[row * size + column] && index < codewords.count * 8 {
                    dark[row * size + column] = codewords[index >> 3] >> UInt8(7 - index & 7) & 1 == 1
                    index += 1
                }
            }
            goesUp.toggle()
            right -= 2
        }
    }

    private func masked(_ mask: Int) -> QRCode {
        var code = self
        for row in 0..<size {
            for column in 0..<size where !fixed[row * size + column] {
                let flips =
                    switch mask {
                    case 0: (row + column) % 2 == 0
                    case 1: row % 2 == 0
                    case 2: column % 3 == 0
                    case 3: (row + column) % 3 == 0
                    case 4: (row / 2 + column / 3) % 2 == 0
                    case 5: row * column % 2 + row * column % 3 == 0
                    case 6: (row * column % 2 + row * column % 3) % 2 == 0
                    default: ((row + column) % 2 + row * column % 3) % 2 == 0
                    }
                if flips { code.dark[row * size + column].toggle() }
            }
        }
        code.drawMask(mask)
        return code
    }

    /// How hard it is to read: long runs, blocks of one colour, patterns like the corners, too dark or too light.
    private var penalty: Int {
        var penalty = 0
        let finder = [true, false, true, true, true, false, true]
        let light = [Bool](repeating: false, count: 4)
        for line in 0..<size {
            for cells in [(0..<size).map { isDark(line, $0) }, (0..<size).map { isDark($0, line) }] {
                var run = 1
                for index in 1..<size {
                    run = cells[index] == cells[index - 1] ? run + 1 : 1
                    penalty += run == 5 ? 3 : run > 5 ? 1 : 0
                }
                for start in 0...(size - 11) {
                    let part = cells[start..<start + 11]
                    if part.elementsEqual(finder + light) || part.elementsEqual(light + finder) { penalty += 40 }
                }
            }
        }
        for row in 1..<size {
            for column in 1..<size {
                let cell = isDark(row, column)
                let isBlock =
                    cell == isDark(row - 1, column) && cell == isDark(row, column - 1)
                    && cell == isDark(row - 1, column - 1)
                if isBlock { penalty += 3 }
            }
        }
        let share = dark.count { $0 } * 20 / dark.count
        return penalty + 10 * (share >= 10 ? share - 10 : 9 - share)
    }
}
