/// How far somebody is in a career of research, by the European framework of 2011 (R1 to R4), and students before it.
public enum CareerStage: String, Codable, Sendable, CaseIterable {
    case student, first, recognised, established, leading
}

extension Fields {
    /// Stages by their codes, in the order of a career. A form sends an empty one beside the boxes that are ticked.
    func careerStages(_ name: String, _ current: [CareerStage]) -> [CareerStage] {
        let codes = texts(name, current.map(\.rawValue), atMost: 10, each: 30)
        for code in codes where CareerStage(rawValue: code) == nil { complain(name, "field.unknown", ["code": code]) }
        return CareerStage.allCases.filter { codes.contains($0.rawValue) }
    }
}
