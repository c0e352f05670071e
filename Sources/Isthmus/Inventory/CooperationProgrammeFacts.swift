extension CooperationProgramme {
    func differs(from other: CooperationProgramme, in fact: String) -> Bool {
        switch fact {
        case "code": code != other.code
        case "title": title != other.title
        case "summary": summary != other.summary
        case "agreement":
            agreement != other.agreement || agreementLink != other.agreementLink || agreedOn != other.agreedOn
        case "owner": ownerID != other.ownerID || ownerName != other.ownerName
        case "contact": contact != other.contact
        case "parties": parties != other.parties
        case "instruments": instruments != other.instruments
        case "budgets": budgets != other.budgets
        case "topics": topics != other.topics
        case "career_stages": careerStages != other.careerStages
        case "cycle": cycle != other.cycle || cycleNote != other.cycleNote
        case "evaluation": evaluation != other.evaluation
        case "years": startYear != other.startYear || endYear != other.endYear
        case "predecessors": predecessors != other.predecessors
        case "website": website != other.website
        case "reference": reference != other.reference
        case "checked_on": checkedOn != other.checkedOn
        default: status != other.status
        }
    }

    mutating func take(_ fact: String, from other: CooperationProgramme) {
        switch fact {
        case "code": code = other.code
        case "title": title = other.title
        case "summary": summary = other.summary
        case "agreement":
            (agreement, agreementLink, agreedOn) = (other.agreement, other.agreementLink, other.agreedOn)
        case "owner": (ownerID, ownerName) = (other.ownerID, other.ownerName)
        case "contact": contact = other.contact
        case "parties": parties = other.parties
        case "instruments": instruments = other.instruments
        case "budgets": budgets = other.budgets
        case "topics": topics = other.topics
        case "career_stages": careerStages = other.careerStages
        case "cycle": (cycle, cycleNote) = (other.cycle, other.cycleNote)
        case "evaluation": evaluation = other.evaluation
        case "years": (startYear, endYear) = (other.startYear, other.endYear)
        case "predecessors": predecessors = other.predecessors
        case "website": website = other.website
        case "reference": reference = other.reference
        case "checked_on": checkedOn = other.checkedOn
        default: status = other.status
        }
    }

    func shown(_ fact: String, _ words: Words) -> String {
        func lines(_ texts: String?...) -> String {
            texts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
        }
        return switch fact {
        case "code": code
        case "title": title.shown(words)
        case "summary": summary.shown(words)
        case "agreement": lines(agreement.shown(words), agreementLink, agreedOn.map { words.day($0) })
        case "owner": lines(ownerName, ownerID?.text)
        case "contact": contact
        case "parties": parties.map { $0.shown(words) }.joined(separator: "\n")
        case "instruments":
            instruments.map { words("programme.instrument.\($0.rawValue)") }.joined(separator: ", ")
        case "budgets": budgets.map { "\($0.year): \(words.money($0.amount))" }.joined(separator: "\n")
        case "topics": topics.joined(separator: ", ")
        case "career_stages": careerStages.map { words("call.stage.\($0.rawValue)") }.joined(separator: ", ")
        case "cycle": lines(words("programme.cycle.\(cycle.rawValue)"), cycleNote.shown(words))
        case "evaluation": evaluation.shown(words)
        case "years": "\(startYear.map(String.init) ?? "…")–\(endYear.map(String.init) ?? "…")"
        case "predecessors": predecessors.map(\.text).joined(separator: ", ")
        case "website": website ?? ""
        case "reference": reference
        case "checked_on": checkedOn.map { words.day($0) } ?? ""
        default: words("inventory.status.\(status.rawValue)")
        }
    }
}
