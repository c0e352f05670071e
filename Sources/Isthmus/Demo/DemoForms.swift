/// The forms of the demonstration, in English and Russian.
enum DemoForms {
    /// What teams answer when they apply for personal support.
    static let support = """
        # What teams answer when they apply for personal support.
        kind: form
        id: support-application
        version: 1
        languages: [en, ru]
        title:
          en: Application for personal support
          ru: Заявка на личную поддержку
        intro:
          en: "A mentor helps the teams that are selected on their way into international projects, for a year."
          ru: "Отобранным группам наставник в течение года помогает войти в международные проекты."
        sections:
          - id: team
            title:
              en: Your team
              ru: Ваша группа
            questions:
              - id: size
                kind: number
                label:
                  en: Researchers in the team
                  ru: Исследователей в группе
                required: true
                min: 1
                max: 200
              - id: experience
                kind: choice
                label:
                  en: International projects so far
                  ru: Международные проекты до сих пор
                required: true
                options:
                  - code: none
                    label:
                      en: None
                      ru: Не было
                  - code: partner
                    label:
                      en: As a partner
                      ru: Были как участники
                  - code: coordinator
                    label:
                      en: As a coordinator
                      ru: Были как координаторы
              - id: last_project
                kind: short_text
                label:
                  en: The last of them
                  ru: Последний из них
                when:
                  not: {question: experience, equals: none}
          - id: aim
            title:
              en: What you aim at
              ru: К чему вы стремитесь
            questions:
              - id: obstacles
                kind: choices
                label:
                  en: What stands in the way
                  ru: Что мешает
                required: true
                options:
                  - code: partners
                    label:
                      en: Few contacts abroad
                      ru: Мало связей за рубежом
                  - code: rules
                    label:
                      en: The rules of the programmes
                      ru: Правила программ
                  - code: language
                    label:
                      en: Writing in English
                      ru: Заявки на английском
                max_choices: 2
              - id: idea
                kind: long_text
                label:
                  en: Your idea for a joint project
                  ru: Ваш замысел совместного проекта
                required: true
                min_length: 20
                max_length: 3000

        """

    /// A questionnaire that whoever is signed in may answer.
    static let needs = """
        kind: form
        id: needs-of-teams
        version: 1
        languages: [en, ru]
        title:
          en: What teams need
          ru: Что нужно группам
        sections:
          - id: needs
            title:
              en: Your needs
              ru: Ваши потребности
            questions:
              - id: training
                kind: choice
                label:
                  en: A training that would help
                  ru: Какое обучение помогло бы
                required: true
                options:
                  - code: budget
                    label:
                      en: Budgets and reports
                      ru: Бюджеты и отчёты
                  - code: rights
                    label:
                      en: Rights to results
                      ru: Права на результаты
              - id: wish
                kind: long_text
                label:
                  en: What else would help
                  ru: Что ещё помогло бы
                max_length: 2000

        """
}
