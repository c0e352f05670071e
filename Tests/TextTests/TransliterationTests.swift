import Testing
import Text

@Suite struct Transliterations {
    @Test(
        arguments: [
            ("Щербаков", TranslitStandard.bgn, "Shcherbakov"), ("Щербаков", .iso9, "Ŝerbakov"),
            ("Щербаков", .scholarly, "Ščerbakov"), ("Щербаков", .german, "Schtscherbakow"),
            ("Щербаков", .french, "Chtcherbakov"), ("Хрущёв", .german, "Chruschtschjow"), ("Ельцин", .bgn, "Yeltsin"),
            ("Ельцин", .passport, "Eltsin"), ("Ельцин", .german, "Jelzin"), ("Ельцин", .french, "Ieltsine"),
            ("Достоевский", .press, "Dostoevsky"), ("Достоевский", .bgn, "Dostoyevskiy"),
            ("Горбачёв", .passport, "Gorbachev"), ("Георгий", .french, "Gueorgui"), ("Разин", .german, "Rasin"),
            ("Юлия", .passport, "Iuliia"), ("ЩУКА", .bgn, "SHCHUKA"), ("Щ", .bgn, "Shch"),
        ] as [(String, TranslitStandard, String)])
    func `Russian is written as each standard has it`(text: String, standard: TranslitStandard, expected: String) {
        #expect(Transliteration(.russian, standard).latin(text) == expected)
    }

    @Test(
        arguments: [
            (TranslitLanguage.ukrainian, TranslitStandard.passport, "Згурський Єгор", "Zghurskyi Yehor"),
            (.ukrainian, .passport, "Знам’янка", "Znamianka"), (.ukrainian, .scholarly, "Київ", "Kyjiv"),
            (.ukrainian, .press, "Сергій", "Serhy"),
            (.belarusian, .passport, "Ціханоўская", "Tsikhanouskaya"), (.belarusian, .bgn, "Быкаў", "Bykaw"),
            (.kazakh, .passport, "Нұрсұлтан Әбішұлы", "Nursultan Abishuly"),
            (.kazakh, .scholarly, "Қазақстан", "Qazaqstan"),
            (.armenian, .press, "Երևան", "Yerevan"), (.armenian, .bgn, "Ոսկանյան", "Voskanyan"),
            (.armenian, .press, "Սուրեն Խաչատրյան", "Suren Khachatryan"),
            (.armenian, .french, "Թումանյան", "Toumanian"),
            (.georgian, .press, "საქართველო", "sakartvelo"), (.georgian, .passport, "წერეთელი", "tsʼereteli"),
            (.georgian, .german, "ჩხეიძე", "tschcheidse"),
        ] as [(TranslitLanguage, TranslitStandard, String, String)])
    func `each language has its own letters`(
        language: TranslitLanguage, standard: TranslitStandard, text: String, expected: String
    ) {
        #expect(Transliteration(language, standard).latin(text) == expected)
    }

    @Test(arguments: [
        (TranslitLanguage.russian, "Shcherbakov", "Щербаков"), (.russian, "Schtscherbakow", "Щербаков"),
        (.russian, "Dostoevsky", "Достоевский"), (.russian, "Zhukov", "Жуков"), (.ukrainian, "Shevchenko", "Шевченко"),
        (.ukrainian, "Zelenskyi", "Зеленський"), (.georgian, "saakashvili", "სააკაშვილი"),
        (.armenian, "sargsyan", "սարգսյան"), (.kazakh, "Qaraghandy", "Қарағанды"), (.russian, "Bykov", "Быков"),
        (.russian, "Tolstoy", "Толстой"),
    ])
    func `the likeliest original comes first`(language: TranslitLanguage, latin: String, expected: String) {
        #expect(Transliteration.originals(of: latin, in: language).first == expected)
    }

    @Test func `what a standard wrote it reads again`() {
        for name in ["Пушкин", "Чехов", "Жданов", "Цветаева", "Блок", "Сахаров"] {
            for standard in [TranslitStandard.bgn, .iso9, .passport, .scholarly] {
                let transliteration = Transliteration(.russian, standard)
                #expect(transliteration.original(transliteration.latin(name)) == name)
            }
        }
    }

    @Test(arguments: [
        ("Сергей", TranslitLanguage.russian), ("Сергій", .ukrainian), ("Цішкоў", .belarusian), ("Қайрат", .kazakh),
        ("Սերգեյ", .armenian), ("სერგო", .georgian), ("Янка Быль з Мінска", .belarusian),
    ])
    func `a language is known by its letters`(text: String, expected: TranslitLanguage) {
        #expect(Transliteration.language(of: text) == expected)
    }

    @Test func `Latin is no language of the region`() {
        #expect(Transliteration.language(of: "Sergey") == nil)
        #expect(Transliteration(.russian, .bgn).latin("Ada Lovelace, 1843") == "Ada Lovelace, 1843")
    }

    @Test func `all spellings are given once`() {
        #expect(
            Transliteration.spellings(of: "Юрий", in: .russian)
                == ["Yuriy", "Ûrij", "Iurii", "Yury", "Jurij", "Juri", "Iouri"])
    }
}
