/// The values of one statement as libpq wants them: texts that end with a zero byte, one behind the other.
struct PostgresParameters {
    private var bytes: [UInt8] = []
    /// Where each text begins; nil is NULL.
    private var starts: [Int?] = []

    init(_ values: [Value]) {
        starts.reserveCapacity(values.count)
        for value in values {
            let text: String
            switch value {
            case .null:
                starts.append(nil)
                continue
            case .integer(let number): text = String(number)
            case .real(let number): text = number.description
            case .text(let words): text = words
            }
            starts.append(bytes.count)
            bytes.append(contentsOf: text.utf8)
            bytes.append(0)
        }
    }

    func withPointers<T>(_ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> T) -> T {
        bytes.withUnsafeBytes { buffer in
            let start = buffer.assumingMemoryBound(to: CChar.self).baseAddress
            let pointers = starts.map { offset in offset.flatMap { start?.advanced(by: $0) } }
            return pointers.withUnsafeBufferPointer { body(Int32(pointers.count), $0.baseAddress) }
        }
    }
}

/// Strings as a C array of C strings with a null pointer at its end.
struct CStrings {
    private let parameters: PostgresParameters

    init(_ strings: [String]) { parameters = PostgresParameters(strings.map(Value.text) + [.null]) }

    func withPointers<T>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T) -> T {
        parameters.withPointers { _, pointers in body(pointers) }
    }
}

/// Rows in the text form of COPY: tabs between values, a line feed after each row, `\N` for NULL.
struct PostgresStream {
    var bytes: [UInt8] = []

    mutating func append(_ row: [Value]) {
        for (index, value) in row.enumerated() {
            if index > 0 { bytes.append(9) }
            switch value {
            case .null: bytes.append(contentsOf: [92, 78])
            case .integer(let number): bytes.append(contentsOf: String(number).utf8)
            case .real(let number): bytes.append(contentsOf: number.description.utf8)
            case .text(let text): append(text)
            }
        }
        bytes.append(10)
    }

    private mutating func append(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case 9: bytes.append(contentsOf: [92, 116])
            case 10: bytes.append(contentsOf: [92, 110])
            case 13: bytes.append(contentsOf: [92, 114])
            case 92: bytes.append(contentsOf: [92, 92])
            default: bytes.append(byte)
            }
        }
    }
}
