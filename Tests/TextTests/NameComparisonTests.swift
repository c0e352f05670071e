import Testing

@testable import Text

@Suite struct NameComparisons {
    @Test(arguments: [
        ("Sergey Lavrov", "Сергей Викторович Лавров"), ("Serhiy Zhadan", "Сергій Жадан"),
        ("Սերգեյ Սարգսյան", "Sergei Sargsyan"),
        ("Chruschtschow, Nikita", "Никита Хрущёв"), ("Иванов И. И.", "Ivan Ivanovich Ivanov"),
        ("JC Juncker", "Jean-Claude Juncker"),
        ("SergeiLavrov", "Sergei Lavrov"), ("Nikolai Patr ushev", "Nikolai Patrushev"),
        ("Dr. Rami Makhlouf", "Rami Makhlouf"),
        ("Саша Петров", "Alexander Petrov"), ("ბარაკ ობამა", "Barack Obama"), ("Ig0r Sech1n", "Igor Sechin"),
        ("Маrgarita Simonyan", "Margarita Simonyan"), ("Ґжегож Бженчишчикевич", "Grzegorz Brzęczyszczykiewicz"),
    ])
    func `the same person in two writings scores high`(left: String, right: String) {
        let comparison = NameComparison(left, right, kind: .person)
        #expect(comparison.score > 0.65, "\(comparison.reason)")
        #expect(abs(NameComparison(right, left, kind: .person).score - comparison.score) < 1e-9)
    }

    @Test(arguments: [
        ("Barack Obama", "Michelle Obama"), ("Сергей Иванов", "Sergey Petrov"),
        ("Hans O Friedrich", "Hans Joachim Friedrich"),
        ("A. Nazarbayev", "Nursultan Nazarbayev"), ("N. N.", "Nursultan Nazarbayev"), ("Paul Murphy", "Pol Pot"),
        ("Sergey Ivanovich Lavrov", "Sergey Viktorovich Lavrov"), ("Oleksandr Zelenskyy", "Volodymyr Zelenskyy"),
    ])
    func `different people score low`(left: String, right: String) {
        let comparison = NameComparison(left, right, kind: .person)
        #expect(comparison.score < 0.65, "\(comparison.reason)")
    }

    @Test(arguments: [
        ("Siemens Aktiengesellschaft", "Siemens AG"), ("OAO Gazprom", "Open Joint Stock Company Gazprom"),
        ("ООО Ромашка", "Romashka LLC"), ("First Bank Int’l", "First International Bank"),
        ("Brigade Forty-Four", "Brigade 44"),
        ("S.R.L. Pro Traffic", "Societatea cu Răspundere Limitată PRO TRAFFIC"),
        ("Good Will Company", "Goodwill Company"),
        ("Новосибирский государственный университет", "Novosibirsk State University"),
        ("PLA", "People’s Liberation Army"),
    ])
    func `the same organisation scores high`(left: String, right: String) {
        let comparison = NameComparison(left, right, kind: .organisation)
        #expect(comparison.score > 0.65, "\(comparison.reason)")
    }

    @Test(arguments: [
        ("Government of Estonia", "Government of Ethiopia"), ("LXC Aviation", "LAU Aviation"),
        ("Volkswagen Aktiengesellschaft", "Siemens Aktiengesellschaft"), ("ООО БАЙ", "ООО БАЙКАЛ"),
    ])
    func `different organisations score low`(left: String, right: String) {
        let comparison = NameComparison(left, right, kind: .organisation)
        #expect(comparison.score < 0.65, "\(comparison.reason)")
    }

    @Test func `the reason says what agrees and what is left`() {
        let comparison = NameComparison("Sergey Lavrov", "Лавров Сергей Викторович", kind: .person)
        #expect(
            comparison.reason
                == "sergey = сергей (spelling); lavrov = лавров (transliteration); only in the second: викторович")
        #expect(
            NameComparison("Romashka LLC", "ООО Ромашка", kind: .organisation).formRemark
                == "legal forms of one kind: llc, ooo")
    }

    @Test(arguments: [NameKind.person, .organisation])
    func `nothing and rubbish score nothing and do no harm`(kind: NameKind) {
        let rubbish = [
            "", " ", "...", "\u{0}\u{1}\u{FFFD}", "‏עברית‏ English", "אָאֳ", "١٢٣", "🎈🎈", "\u{301}\u{301}",
            "a\u{301}\u{302}\u{303}",
            String(repeating: "ж", count: 100_000), String(repeating: "ab ", count: 50_000), "-.-.-,,,''", "ﷺ ﷽",
            "İi Iı",
        ]
        for left in rubbish {
            for right in rubbish {
                let score = NameComparison(left, right, kind: kind).score
                #expect(score >= 0 && score <= 1)
            }
        }
        #expect(NameComparison("", "", kind: kind).score == 0)
        #expect(NameComparison("", "Anna", kind: kind).score == 0)
    }
}

@Suite struct NamePartings {
    @Test(
        arguments: [
            ("Иванов Иван Иванович", ["иван"], "иванович", ["иванов"]),
            ("Иван Иванович Иванов", ["иван"], "иванович", ["иванов"]),
            ("IVANOV, Ivan I.", ["ivan", "i"], nil, ["ivanov"]), ("Jan van Dyck", ["jan"], nil, ["van", "dyck"]),
            ("PETROVA Anna", ["anna"], nil, ["petrova"]), ("I. I. Ivanov", ["i", "i"], nil, ["ivanov"]),
            ("Ivanov I.I.", ["i", "i"], nil, ["ivanov"]),
            ("Dr. Jean-Claude Juncker", ["jean-claude"], nil, ["juncker"]),
            ("Нұрсұлтан Әбішұлы Назарбаев", ["нұрсұлтан"], "әбішұлы", ["назарбаев"]), ("Plato", [], nil, ["plato"]),
            ("Серёжа Есенин", ["серёжа"], nil, ["есенин"]), ("Есенин Сергей", ["сергей"], nil, ["есенин"]),
        ] as [(String, [String], String?, [String])])
    func `a name falls into its parts`(name: String, given: [String], patronymic: String?, family: [String]) {
        let parts = NameParts(name)
        #expect(parts.given == given)
        #expect(parts.patronymic == patronymic)
        #expect(parts.family == family)
    }

    @Test func `titles stand apart`() {
        #expect(NameParts("Prof. Dr. Anna Schmidt").titles == ["prof", "dr"])
    }
}

@Suite struct Diminutives {
    @Test(arguments: [
        ("Саша", "Александр", Diminutive.Kinship.petForm), ("Саша", "Alexandra", .petForm), ("Bob", "Robert", .petForm),
        ("Hans", "Johannes", .petForm), ("Serhiy", "Сергей", .otherLanguage), ("Jan", "Иван", .otherLanguage),
        ("Дмитро", "Dima", .petForm), ("Liz", "Elisabeth", .petForm),
    ])
    func `short forms and forms of other languages are kin`(left: String, right: String, expected: Diminutive.Kinship) {
        #expect(Diminutive.kinship(of: left, and: right) == expected)
        #expect(Diminutive.kinship(of: right, and: left) == expected)
    }

    @Test func `other names are not`() {
        #expect(Diminutive.kinship(of: "Olga", and: "Oleg") == nil)
        #expect(Diminutive.kinship(of: "Nobody", and: "Nobody") == nil)
    }
}

@Suite struct LegalForms {
    @Test(arguments: [
        ("Siemens AG", ["siemens"], "ag"), ("ООО «Ромашка»", ["ромашка"], "ooo"),
        ("Faberlic Europe Sp. z o.o.", ["faberlic", "europe"], "spzoo"),
        ("Общество с ограниченной ответственностью Заря", ["заря"], "ooo"),
        ("Romashka Co., Ltd.", ["romashka"], "coltd"),
        ("Акционерное общество «Завод»", ["завод"], "ao"), ("株式会社 日立", ["日立"], "kk"), ("Nokia Oyj", ["nokia"], "oy"),
    ])
    func `the form is known and the name remains`(name: String, words: [String], form: String) {
        let split = LegalForm.split(name)
        #expect(split.words == words)
        #expect(split.forms.map(\.name) == [form])
    }

    @Test func `short words inside a name are no forms`() {
        #expect(LegalForm.split("As You Like It").words == ["as", "you", "like", "it"])
        #expect(LegalForm.split("Institute SA Research").forms.isEmpty)
        #expect(LegalForm.split("AG").words == ["ag"])
    }
}
