import Testing

/// Every sentence is there in every language, is used, and nothing is said outside them.
@Suite struct Translations {
    static let files = SentenceFile.all
    static let use = SentenceUse(SourceTree.sources)

    @Test func `every language has a file`() {
        #expect(Translations.files.map(\.language) == ["en", "ru"])
    }

    @Test func `keys stand in order and once`() {
        let findings = Translations.files.flatMap { file in
            zip(file.entries, file.entries.dropFirst()).compactMap { first, second -> Finding? in
                if first.key == second.key {
                    return Finding(path: file.path, line: second.line, reason: "\(second.key) twice")
                }
                guard !first.key.utf8.lexicographicallyPrecedes(second.key.utf8) else { return nil }
                return Finding(path: file.path, line: second.line, reason: "\(second.key) belongs before \(first.key)")
            }
        }
        Finding.expectNone(findings)
    }

    @Test func `every language has the same keys`() {
        let findings = Translations.files.flatMap { file in
            Translations.files.flatMap { other in
                other.bases.subtracting(file.bases).map {
                    Finding(
                        path: other.path, line: other.line(of: $0), reason: "\($0) is missing in \(file.language).json")
                }
            }
        }
        Finding.expectNone(findings)
    }

    @Test func `a plural has the forms of its language`() {
        let all = Translations.files.reduce(into: Set<String>()) { $0.formUnion($1.plurals) }
        let findings = Translations.files.flatMap { file in
            all.compactMap { key -> Finding? in
                let forms = file.texts.keys.filter { file.base(of: $0) == key && $0 != key }.map {
                    String($0.dropFirst(key.count + 1))
                }
                let expected = SentenceFile.forms[file.language, default: []]
                guard Set(forms) != Set(expected) else { return nil }
                let reason = "\(key) has the forms \(forms.sorted()), not \(expected)"
                return Finding(path: file.path, line: file.line(of: key), reason: reason)
            }
        }
        Finding.expectNone(findings)
    }

    @Test func `a sentence has the same places in every language`() {
        guard let base = Translations.files.first else { return }
        var findings: [Finding] = []
        for file in Translations.files {
            for entry in file.entries {
                let key = file.base(of: entry.key)
                let model = base.texts[entry.key] ?? base.texts[key + ".other"] ?? base.texts[key] ?? ""
                let expected = SentenceFile.places(in: model).subtracting(["count"])
                let found = SentenceFile.places(in: entry.text)
                if found.subtracting(["count"]) != expected {
                    let reason = "\(entry.key) has the places \(found.sorted()), not \(expected.sorted())"
                    findings.append(Finding(path: file.path, line: entry.line, reason: reason))
                }
                // English says "one"; elsewhere the form for one serves twenty-one too, and must say the number.
                let mayOmit = file.language == "en" && entry.key.hasSuffix(".one")
                if key != entry.key, !mayOmit, !found.contains("count") {
                    findings.append(
                        Finding(path: file.path, line: entry.line, reason: "\(entry.key) does not say {count}"))
                }
                if entry.text.isEmpty {
                    findings.append(Finding(path: file.path, line: entry.line, reason: "\(entry.key) is empty"))
                }
            }
        }
        Finding.expectNone(findings)
    }

    @Test func `every sentence is used`() {
        guard let file = Translations.files.first else { return }
        let findings = file.entries.filter {
            !Translations.use.uses($0.key) && !Translations.use.uses(file.base(of: $0.key))
        }
        .map { Finding(path: file.path, line: $0.line, reason: "nothing in Sources says \($0.key)") }
        Finding.expectNone(findings)
    }

    @Test func `every key in the code has a sentence`() {
        guard let file = Translations.files.first else { return }
        let (texts, bases, plurals) = (Set(file.texts.keys), file.bases, file.plurals)
        let findings = Translations.use.mentions.compactMap { mention -> Finding? in
            let finding = { (reason: String) in Finding(path: mention.path, line: mention.line, reason: reason) }
            if mention.key.contains(SwiftSource.gap) {
                let pieces = SentenceUse.cut(mention.key)
                let isThere =
                    bases.contains { SentenceUse.matches($0, pieces) }
                    || texts.contains { SentenceUse.matches($0, pieces) }
                return isThere ? nil : finding("no sentence is called \(pieces.joined(separator: "…"))")
            }
            if mention.isCounted {
                return plurals.contains(mention.key) ? nil : finding("\(mention.key) has no plural forms")
            }
            return texts.contains(mention.key) ? nil : finding("there is no sentence \(mention.key)")
        }
        Finding.expectNone(findings)
    }
}
