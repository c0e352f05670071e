import Foundation

/// What the demo's institutes work on: a field with its names, a topic, and what somebody there can do.
struct DemoField: Sendable {
    let topic: String
    let en: String
    let ru: String
    let hy: String
    let keywords: [String]
    /// English and Russian; what the competence is.
    let skills: [(en: String, ru: String)]

    private init(
        _ topic: String, _ en: String, _ ru: String, _ hy: String, _ keywords: String, _ skills: [(String, String)]
    ) {
        (self.topic, self.en, self.ru, self.hy) = (topic, en, ru, hy)
        self.keywords = keywords.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        self.skills = skills.map { (en: $0.0, ru: $0.1) }
    }

    static let all: [DemoField] = [
        DemoField(
            "ford-1-3", "Optical Materials", "оптических материалов", "օպտիկական նյութերի",
            "lasers, crystals, thin films",
            [
                (
                    "Growth of laser crystals with controlled doping",
                    "Выращивание лазерных кристаллов с заданным легированием"
                ),
                ("Measurement of optical losses in thin films", "Измерение оптических потерь в тонких плёнках"),
                ("Laser processing of brittle materials", "Лазерная обработка хрупких материалов"),
            ]),
        DemoField(
            "ford-4-1", "Crop Genetics", "генетики растений", "բույսերի գենետիկայի", "wheat, drought, genome",
            [
                ("Marker-assisted selection of drought-tolerant wheat", "Маркерная селекция засухоустойчивой пшеницы"),
                ("Gene bank of mountain cereals and legumes", "Генетический банк горных злаков и бобовых"),
                ("Field trials under salinity stress", "Полевые испытания при засолении почв"),
            ]),
        DemoField(
            "ford-3-3", "Epidemiology", "эпидемиологии", "համաճարակաբանության", "surveillance, zoonoses, vaccines",
            [
                ("Surveillance of zoonotic infections at borders", "Надзор за зоонозными инфекциями на границах"),
                ("Molecular typing of tuberculosis strains", "Молекулярное типирование штаммов туберкулёза"),
                ("Modelling of vaccination campaigns", "Моделирование кампаний вакцинации"),
            ]),
        DemoField(
            "ford-2-10", "Nanostructures", "наноструктур", "նանոկառուցվածքների", "nanotubes, sensors, membranes",
            [
                ("Gas sensors on metal-oxide nanostructures", "Газовые сенсоры на оксидных наноструктурах"),
                ("Carbon nanotube membranes for water treatment", "Мембраны из углеродных нанотрубок для очистки воды"),
                ("Electron microscopy of nanoparticles", "Электронная микроскопия наночастиц"),
            ]),
        DemoField(
            "ford-2-2", "Power Systems", "энергетических систем", "էներգետիկ համակարգերի", "grids, storage, solar",
            [
                (
                    "Stability of grids with a large share of solar power",
                    "Устойчивость сетей с большой долей солнечной генерации"
                ),
                ("Battery storage for remote settlements", "Аккумуляторные накопители для удалённых посёлков"),
                ("Diagnostics of high-voltage insulation", "Диагностика высоковольтной изоляции"),
            ]),
        DemoField(
            "ford-1-5", "Seismology", "сейсмологии", "սեյսմաբանության", "earthquakes, early warning, hazard",
            [
                ("Early warning networks for mountain cities", "Сети раннего предупреждения для горных городов"),
                ("Seismic hazard maps with local site effects", "Карты сейсмической опасности с учётом грунтов"),
                ("Landslide monitoring by satellite radar", "Мониторинг оползней спутниковыми радарами"),
            ]),
        DemoField(
            "ford-1-2", "Data Science", "анализа данных", "տվյալների վերլուծության",
            "machine learning, language, remote sensing",
            [
                (
                    "Language technology for languages with few resources",
                    "Языковые технологии для малоресурсных языков"
                ),
                ("Machine learning on satellite images of crops", "Машинное обучение на спутниковых снимках посевов"),
                ("Privacy-preserving analysis of health records", "Анализ медицинских данных с защитой приватности"),
            ]),
        DemoField(
            "ford-2-7", "Water Resources", "водных ресурсов", "ջրային ռեսուրսների", "glaciers, irrigation, quality",
            [
                ("Forecast of meltwater for irrigation", "Прогноз талого стока для орошения"),
                ("Low-cost sensors of river water quality", "Недорогие датчики качества речной воды"),
                ("Reuse of mine water", "Повторное использование шахтных вод"),
            ]),
        DemoField(
            "ford-1-4", "Chemistry of Natural Compounds", "химии природных соединений",
            "բնական միացությունների քիմիայի", "extraction, antioxidants, synthesis",
            [
                (
                    "Extraction of antioxidants from medicinal plants",
                    "Извлечение антиоксидантов из лекарственных растений"
                ),
                ("Synthesis of chiral amino acids", "Синтез хиральных аминокислот"),
                ("Safety assessment of plant extracts", "Оценка безопасности растительных экстрактов"),
            ]),
        DemoField(
            "ford-2-3", "Mechanical Engineering", "машиностроения", "մեքենաշինության", "robotics, wear, transport",
            [
                ("Inspection robots for pipelines", "Роботы для инспекции трубопроводов"),
                ("Wear-resistant coatings for drilling tools", "Износостойкие покрытия бурового инструмента"),
                ("Lightweight bodies for railway wagons", "Облегчённые кузова железнодорожных вагонов"),
            ]),
        DemoField(
            "ford-5-4", "Migration Studies", "исследований миграции", "միգրացիայի ուսումնասիրությունների",
            "mobility, remittances, surveys",
            [
                ("Household surveys of labour migration", "Опросы домохозяйств о трудовой миграции"),
                ("Career paths of internationally mobile researchers", "Карьерные пути мобильных исследователей"),
                ("Policy evaluation of return programmes", "Оценка программ возвращения"),
            ]),
        DemoField(
            "ford-6-1", "Archaeology", "археологии", "հնագիտության", "excavation, dating, heritage",
            [
                ("Radiocarbon dating of Bronze Age sites", "Радиоуглеродное датирование памятников бронзового века"),
                ("Three-dimensional records of endangered heritage", "Трёхмерная документация памятников под угрозой"),
                ("Conservation of wall paintings", "Консервация настенной живописи"),
            ]),
    ]

    /// How a project that uses a skill is called.
    static let projectKinds: [(en: String, ru: String)] = [
        ("Joint laboratory: ", "Совместная лаборатория: "), ("Network for ", "Сеть: "),
        ("Pilot plant: ", "Пилотная установка: "),
        ("Training in ", "Обучение: "), ("Comparative study: ", "Сравнительное исследование: "),
    ]
}
