@testable import Isthmus

extension SampleTeller {
    /// Works written together come in; a group of the office's own; a published edition of a dossier and a draft with
    /// words that nobody but the office may read yet.
    func gatherEvidence() async throws {
        let officer = actor("officer")
        var lines = ["year,a,b,works"]
        for year in 2014...2019 {
            let step = year - 2014
            lines.append("\(year),AM,FI,\(8 + 2 * step)")
            lines.append("\(year),FI,AM,\(8 + 2 * step)")
            lines.append("\(year),AM,RU,\(40 + step)")
            lines.append("\(year),FI,DE,\(300 + 10 * step)")
            lines.append("\(year),AM,DE,\(20 + step)")
            lines += ["\(year),AM,AM,\(90 + 3 * step)", "\(year),FI,FI,\(600 + 12 * step)", "\(year),DE,DE,900"]
        }
        let file = ImportFile.bytes(name: "together.csv", Array((lines.joined(separator: "\n") + "\n").utf8))
        _ = try await programme.runImport(.coauthorship, [file], dryRun: false, as: officer)
        story.things["evidence source"] = try await programme.evidenceSource("coauthorship", as: officer).id.text
        let group = try await programme.createCountryGroup(
            [
                "code": .text("northern-ice"), "name": .record(["en": .text("Countries with ice")]),
                "members": .text("FI, Norway; SE"),
            ], as: officer)
        story.things["country group"] = group.id.text
        let gone = try await programme.createCountryGroup(
            [
                "code": .text("no-ice"), "name": .record(["en": .text("No \(Secret.withdrawnGroup.rawValue)")]),
                "members": .text("ES, PT"),
            ], as: officer)
        _ = try await programme.changeCountryGroup(
            gone.id, ["status": .text("withdrawn"), "version": .text("1")], as: officer)
        story.things["withdrawn country group"] = gone.id.text
        guard let sides = CooperatingSides("AM:FI") else { return }
        let edition = try await programme.beginEdition(of: sides, as: officer)
        _ = try await programme.changeEdition(
            edition.id, ["text": .record(["en": .text("Ice is what they share.")])], as: officer)
        _ = try await programme.publishEdition(edition.id, as: officer)
        story.things["edition"] = edition.id.text
        let draft = try await programme.beginEdition(of: sides, as: officer)
        _ = try await programme.changeEdition(
            draft.id, ["text": .record(["en": .text("We think that \(Secret.draftEdition.rawValue).")])], as: officer)
        story.things["draft edition"] = draft.id.text
    }
}
