extension MobilityScheme {
    func differs(from other: MobilityScheme, in fact: String) -> Bool {
        switch fact {
        case "code": code != other.code
        case "title": title != other.title
        case "summary": summary != other.summary
        case "direction":
            fromSides != other.fromSides || toSides != other.toSides || isBothWays != other.isBothWays
        case "topics": topics != other.topics
        case "career_stages": careerStages != other.careerStages
        case "duration": leastDays != other.leastDays || mostDays != other.mostDays
        case "allowance":
            allowanceMinor != other.allowanceMinor || currency != other.currency || allowanceFor != other.allowanceFor
                || allowanceNote != other.allowanceNote
        case "payer": payer != other.payer || payerSide != other.payerSide
        case "deadline": deadlinePattern != other.deadlinePattern || deadlineNote != other.deadlineNote
        case "owner": ownerID != other.ownerID || ownerName != other.ownerName
        case "contact": contact != other.contact
        case "website": website != other.website
        case "reference": reference != other.reference
        case "checked_on": checkedOn != other.checkedOn
        default: status != other.status
        }
    }

    mutating func take(_ fact: String, from other: MobilityScheme) {
        switch fact {
        case "code": code = other.code
        case "title": title = other.title
        case "summary": summary = other.summary
        case "direction": (fromSides, toSides, isBothWays) = (other.fromSides, other.toSides, other.isBothWays)
        case "topics": topics = other.topics
        case "career_stages": careerStages = other.careerStages
        case "duration": (leastDays, mostDays) = (other.leastDays, other.mostDays)
        case "allowance":
            (allowanceMinor, currency) = (other.allowanceMinor, other.currency)
            (allowanceFor, allowanceNote) = (other.allowanceFor, other.allowanceNote)
        case "payer": (payer, payerSide) = (other.payer, other.payerSide)
        case "deadline": (deadlinePattern, deadlineNote) = (other.deadlinePattern, other.deadlineNote)
        case "owner": (ownerID, ownerName) = (other.ownerID, other.ownerName)
        case "contact": contact = other.contact
        case "website": website = other.website
        case "reference": reference = other.reference
        case "checked_on": checkedOn = other.checkedOn
        default: status = other.status
        }
    }

    func shown(_ fact: String, _ words: Words) -> String {
        func lines(_ texts: String...) -> String { texts.filter { !$0.isEmpty }.joined(separator: "\n") }
        return switch fact {
        case "code": code
        case "title": title.shown(words)
        case "summary": summary.shown(words)
        case "direction": MobilityViews.direction(self, words)
        case "topics": topics.joined(separator: ", ")
        case "career_stages": careerStages.map { words("call.stage.\($0.rawValue)") }.joined(separator: ", ")
        case "duration": MobilityViews.duration(least: leastDays, most: mostDays, words) ?? ""
        case "allowance":
            lines(MobilityViews.allowance(allowance, allowanceFor, words) ?? "", allowanceNote.shown(words))
        case "payer": lines(payer, payerSide.map { CountrySide.name($0, words) } ?? "")
        case "deadline": lines(words("mobility.deadline.\(deadlinePattern.rawValue)"), deadlineNote.shown(words))
        case "owner": lines(ownerName, ownerID?.text ?? "")
        case "contact": contact
        case "website": website ?? ""
        case "reference": reference
        case "checked_on": checkedOn.map { words.day($0) } ?? ""
        default: words("inventory.status.\(status.rawValue)")
        }
    }
}
