import Database

@testable import Isthmus

extension SampleTeller {
    /// A form that anybody may answer, one that the office still writes, answers that were submitted and a draft.
    func answerForms() async throws {
        let officer = actor("officer")
        let form = try await programme.createForm(
            ["text": .text(Self.questions), "is_open": .text("1")], as: officer)
        _ = try await programme.publishForm(form.id, as: officer)
        story.things["form"] = form.id.text
        let draft = try await programme.createForm(
            [
                "text": .text(
                    Self.questions.replacing("id: needs", with: "id: \(Secret.draftForm.rawValue)")
                        .replacing("en: Needs", with: "en: \(Secret.draftForm.rawValue)"))
            ], as: officer)
        story.things["draft form"] = draft.id.text
        let answers = try await programme.answerForm(
            form.id,
            [
                "answer": .record([
                    "topic": .text("On \(Secret.answer.rawValue)"), "partner": .text("abroad"), "country": .text(""),
                ]), "stage": .text("submit"),
            ], as: actor("holder"))
        story.things["answers"] = answers.id.text
        let kept = try await programme.answerForm(
            form.id, ["answer": .record(["topic": .text(Secret.draftOfAnswers.rawValue)])], as: actor("member"))
        story.things["draft of answers"] = kept.id.text
    }

    static let questions = """
        kind: form
        id: needs
        version: 1
        languages: [en, ru]
        title:
          en: Needs of teams
          ru: Потребности групп
        sections:
          - id: need
            title:
              en: What you need
              ru: Что вам нужно
            questions:
              - id: topic
                kind: short_text
                label:
                  en: Topic
                  ru: Тема
                required: true
              - id: partner
                kind: choice
                label:
                  en: Where you look for partners
                  ru: Где вы ищете партнёров
                options:
                  - code: home
                    label:
                      en: At home
                      ru: У себя
                  - code: abroad
                    label:
                      en: Abroad
                      ru: За рубежом
              - id: country
                kind: short_text
                label:
                  en: In which country
                  ru: В какой стране
                when: {question: partner, equals: abroad}
              - id: verdict
                kind: long_text
                label:
                  en: Note for the office
                  ru: Заметка для офиса
                visible_to: [office]

        """
}
