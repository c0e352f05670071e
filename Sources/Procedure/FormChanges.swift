extension Form {
    /// One difference between two versions of a form.
    public struct Change: Hashable, Sendable {
        public enum What: String, Sendable, CaseIterable {
            /// A question that was not there.
            case added
            /// A question that is no longer there.
            case removed
            /// Another kind: the id means something else now. The reader refuses it.
            case kind
            /// Title, label, help or unit.
            case text
            /// Whether it has to be answered.
            case required
            /// When it is asked.
            case condition
            /// Who sees it.
            case audience
            case weight
            /// Options, rows or columns, or their points.
            case options
            /// Bounds, lengths, currencies, files, entries.
            case rule
            /// Its place among the questions.
            case place
        }

        public let question: String
        public let what: What
        /// Whether an answer that was right for the earlier version may be wrong for the later one, or is left without
        /// its question.
        public let isBreaking: Bool
    }

    /// How this version differs from an earlier one: first what was removed, in its old order, then question by
    /// question what was added or changed. Titles of the form and its sections are not looked at.
    public func changes(from earlier: Form) -> [Change] {
        let (old, new) = (earlier.placed, placed)
        let removed = earlier.questions.map(\.id).filter { new[$0] == nil }
        var changes = removed.map { Change(question: $0, what: .removed, isBreaking: true) }
        let order = Form.moved(
            from: earlier.questions.map(\.id).filter { new[$0] != nil },
            to: questions.map(\.id).filter { old[$0] != nil })
        for question in questions {
            guard let now = new[question.id] else { continue }
            guard let before = old[question.id] else {
                changes.append(Change(question: question.id, what: .added, isBreaking: question.isRequired))
                continue
            }
            changes += now.changes(from: before)
            if now.section != before.section || order.contains(question.id) {
                changes.append(Change(question: question.id, what: .place, isBreaking: false))
            }
        }
        return changes
    }

    fileprivate struct Placed {
        let question: Question
        let section: String
        let sectionCondition: Condition?
    }

    fileprivate var placed: [String: Placed] {
        var placed: [String: Placed] = [:]
        for section in sections {
            for question in section.questions {
                placed[question.id] = Placed(
                    question: question, section: section.id, sectionCondition: section.condition)
            }
        }
        return placed
    }

    /// The ids that do not keep their order: all but a longest common run.
    private static func moved(from old: [String], to new: [String]) -> Set<String> {
        let places = Dictionary(old.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        let sequence = new.map { places[$0, default: 0] }
        // The longest rising subsequence by patience sorting (Fredman, 1975).
        var tails: [Int] = []
        var previous = [Int?](repeating: nil, count: sequence.count)
        for (index, value) in sequence.enumerated() {
            let pile = tails.firstIndex { sequence[$0] >= value } ?? tails.count
            previous[index] = pile > 0 ? tails[pile - 1] : nil
            if pile == tails.count { tails.append(index) } else { tails[pile] = index }
        }
        var kept: Set<String> = []
        var next = tails.last
        while let index = next {
            kept.insert(new[index])
            next = previous[index]
        }
        return Set(new).subtracting(kept)
    }
}

extension Form.Placed {
    fileprivate func changes(from old: Form.Placed) -> [Form.Change] {
        let (now, before) = (question, old.question)
        var changes: [Form.Change] = []
        let add = { (what: Form.Change.What, isBreaking: Bool) in
            changes.append(Form.Change(question: now.id, what: what, isBreaking: isBreaking))
        }
        if now.label != before.label || now.help != before.help || now.kind.texts != before.kind.texts {
            add(.text, false)
        }
        if now.isRequired != before.isRequired { add(.required, now.isRequired) }
        if now.condition != before.condition || sectionCondition != old.sectionCondition {
            add(.condition, now.isRequired)
        }
        if now.audiences != before.audiences { add(.audience, false) }
        if now.weight != before.weight { add(.weight, false) }
        guard now.kind.name == before.kind.name else {
            add(.kind, true)
            return changes
        }
        let (codes, oldCodes) = (now.kind.codes, before.kind.codes)
        if codes != oldCodes || now.kind.options.map(\.points) != before.kind.options.map(\.points) {
            let kept = zip(codes, oldCodes).allSatisfy { Set($0).isSuperset(of: $1) }
            // A required matrix wants every row, also a new one.
            let isWanted = now.isRequired && codes.first != oldCodes.first && now.kind.name == .matrix
            add(.options, !kept || isWanted)
        }
        if let isTighter = now.kind.isTighter(than: before.kind) { add(.rule, isTighter) }
        return changes
    }
}

extension Form.Kind {
    /// Every text in it, by the code it belongs to.
    fileprivate var texts: [String: Wording] {
        var texts: [String: Wording] = [:]
        for option in options { texts["option " + option.code] = option.label }
        for row in rows { texts["row " + row.code] = row.label }
        if case .number(let rule) = self, let unit = rule.unit { texts["unit"] = unit }
        return texts
    }

    /// The codes of rows, then those of options.
    fileprivate var codes: [[String]] { [rows.map(\.code), options.map(\.code)] }

    /// Nil when the rules are the same; else whether they refuse something that the others take.
    fileprivate func isTighter(than old: Form.Kind) -> Bool? {
        switch (self, old) {
        case (.shortText(let now), .shortText(let old)), (.longText(let now), .longText(let old)):
            return now == old
                ? nil : now.least > old.least || now.most < old.most || (now.format != old.format && now.format != nil)
        case (.number(let now), .number(let old)):
            let isSame = (now.least, now.most, now.decimals) == (old.least, old.most, old.decimals)
            return isSame
                ? nil
                : Form.isTighter(now.least, now.most, than: old.least, old.most) || now.decimals < old.decimals
        case (.money(let now), .money(let old)):
            return now == old
                ? nil
                : Form.isTighter(now.least, now.most, than: old.least, old.most)
                    || !Set(now.currencies).isSuperset(of: old.currencies)
        case (.date(let now), .date(let old)):
            return now == old ? nil : Form.isTighter(now.earliest, now.latest, than: old.earliest, old.latest)
        case (.choices(_, let now), .choices(_, let old)):
            return now == old ? nil : Form.isTighter(now.least, now.most, than: old.least, old.most)
        case (.file(let now), .file(let old)):
            return now == old ? nil : now.most < old.most || !Set(now.endings).isSuperset(of: old.endings)
        case (.reference(let now), .reference(let old)):
            return now == old ? nil : !Set(now.kinds).isSuperset(of: old.kinds)
        default: return nil
        }
    }
}

extension Form {
    fileprivate static func isTighter<Bound: Comparable>(
        _ least: Bound?, _ most: Bound?, than oldLeast: Bound?, _ oldMost: Bound?
    ) -> Bool {
        let isHigher = if let least { oldLeast.map { least > $0 } ?? true } else { false }
        let isLower = if let most { oldMost.map { most < $0 } ?? true } else { false }
        return isHigher || isLower
    }
}
