import Foundation

/// Texts of calls as portals publish them: markup and what is left of it, lost line breaks, many ways to write a
/// moment.
enum CallText {
    /// Without tags, entities, zero-width signs, and the end of a tag at the beginning, which a portal left there.
    static func withoutMarkup(_ raw: String) -> String {
        var text = raw.replacing("\u{feff}", with: "").replacing("\u{200b}", with: "").replacing("\r\n", with: "\n")
        if let residue = text.prefixMatch(of: /\s*"?>\s*/), residue.output.contains("\">") {
            text.removeSubrange(residue.range)
        }
        if text.contains("<") {
            text = text.replacing(/<(?i:br|\/p|\/div|\/li|\/h[1-6]|\/tr)\b[^<>]{0,200}>/, with: "\n\n")
            text = text.replacing(/<\/?[A-Za-z][^<>]{0,300}>/, with: "")
        }
        if text.contains("&") { text = withoutEntities(text) }
        // Between two paragraphs, a missing one was written as its name.
        if text.contains("null") { text = text.replacing(/([.;:)\]])null(?=[A-Z])/) { "\($0.output.1)\n\n" } }
        let kept = text.unicodeScalars.filter { scalar in
            (scalar.value >= 32 || scalar == "\n") && scalar.value != 127 && !(0x80...0x9f).contains(scalar.value)
                && !(0x202a...0x202e).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
        }
        return String(String.UnicodeScalarView(kept))
    }

    private static let entities = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
        "rsquo": "’", "lsquo": "‘", "rdquo": "”", "ldquo": "“", "bull": "•", "hellip": "…", "euro": "€",
    ]

    private static func withoutEntities(_ text: String) -> String {
        text.replacing(/&(#\d{1,6}|[a-z]{2,6});/) { match in
            let name = match.output.1
            guard name.hasPrefix("#") else { return entities[String(name)] ?? String(match.output.0) }
            return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init).map { String($0) } ?? String(match.output.0)
        }
    }

    /// One half of a text that says everything twice; nil for any other. Short texts may repeat a word.
    static func half(_ text: String) -> String? {
        let bytes = Array(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        let middle = bytes.count / 2
        guard bytes.count > 80 else { return nil }
        for gap in 0...2 where (bytes.count - gap) % 2 == 0 {
            let length = (bytes.count - gap) / 2
            let between = bytes[length..<(length + gap)]
            if between.allSatisfy({ $0 == 32 || $0 == 10 }), bytes[..<length] == bytes[(bytes.count - length)...] {
                return String(decoding: bytes[..<min(length, middle)], as: UTF8.self)
            }
        }
        return nil
    }

    private static let headings = [
        "Expected Outcome:", "Expected Impact:", "Scope:", "Objective:", "Specific conditions",
    ].map { Array($0.utf8) }

    /// Paragraphs begin again where the line breaks were lost: before the portal's headings, and where a sentence ends
    /// and the next one begins without a space.
    static func paragraphs(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        for (index, byte) in bytes.enumerated() {
            if index > 1, isStart(bytes, at: index) {
                if bytes[index - 1] == 32 { result.removeLast() }
                result += [10, 10]
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isStart(_ bytes: [UInt8], at index: Int) -> Bool {
        let (before, earlier) = (bytes[index - 1], bytes[index - 2])
        // A heading behind a letter, a digit or the end of a sentence, with a space or without.
        let isGlued = isLetter(before) || (48...57).contains(before) || ends.contains(before)
        if isGlued || (before == 32 && ends.contains(earlier)), isHeading(bytes, at: index) { return true }
        // "… effort.Activities …": a word or a bracket, its full stop, a word with a capital.
        let isEnd = before == 46 || before == 58 || before == 59
        guard isEnd, (97...122).contains(earlier) || earlier == 41, (65...90).contains(bytes[index]) else {
            return false
        }
        return index + 1 < bytes.count && ((97...122).contains(bytes[index + 1]) || bytes[index + 1] == 32)
    }

    private static let ends = Set(".;:)]".utf8)
    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte >= 128
    }

    /// One of the headings, or `5b. Evaluation` that is not the end of a longer number.
    private static func isHeading(_ bytes: [UInt8], at index: Int) -> Bool {
        let byte = bytes[index]
        if byte == 69 || byte == 79 || byte == 83 {
            return headings.contains { $0[0] == byte && bytes[index...].starts(with: $0) }
        }
        guard (49...57).contains(byte), !(48...57).contains(bytes[index - 1]) else { return false }
        var next = index + 1
        if next < bytes.count, (97...99).contains(bytes[next]) { next += 1 }
        return next + 2 < bytes.count && bytes[next] == 46 && bytes[next + 1] == 32
            && (65...90).contains(bytes[next + 2])
    }

    /// `2026-09-15`, `2026-09-15 17:00` in Brussels, or a moment with its offset: `2026-09-15T17:00:00.000+0200`.
    static func moment(_ text: String) -> Moment? {
        if let moment = BrusselsTime.moment(text) { return moment }
        guard let match = text.wholeMatch(of: /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?/) else {
            return nil
        }
        guard var zone = match.output.2.map({ String($0) }) else {
            return BrusselsTime.moment(String(match.output.1.dropLast(3)))
        }
        if zone.count == 5 { zone.insert(":", at: zone.index(zone.startIndex, offsetBy: 3)) }
        return Moment(iso: match.output.1 + zone)
    }
}
