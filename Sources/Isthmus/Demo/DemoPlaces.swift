/// Cities where the demo's fictional institutes stand: real places, so that maps look right.
struct DemoPlace: Sendable {
    let country: String
    let city: String
    /// The city in the country's own language.
    let native: String
    /// `ru`, `hy`, or nil where the country writes Latin.
    let language: String?
    let latitude: Double
    let longitude: Double

    private init(
        _ country: String, _ city: String, _ native: String, _ language: String?, _ latitude: Double,
        _ longitude: Double
    ) {
        (self.country, self.city, self.native, self.language) = (country, city, native, language)
        (self.latitude, self.longitude) = (latitude, longitude)
    }

    /// Three each in twenty countries.
    static let all: [DemoPlace] = [
        DemoPlace("AM", "Yerevan", "Երևան", "hy", 40.18, 44.51),
        DemoPlace("AM", "Gyumri", "Գյումրի", "hy", 40.79, 43.85),
        DemoPlace("AM", "Ashtarak", "Աշտարակ", "hy", 40.30, 44.36),
        DemoPlace("GE", "Tbilisi", "Tbilisi", nil, 41.72, 44.79),
        DemoPlace("GE", "Kutaisi", "Kutaisi", nil, 42.25, 42.70),
        DemoPlace("GE", "Batumi", "Batumi", nil, 41.64, 41.64),
        DemoPlace("KZ", "Almaty", "Алматы", "ru", 43.24, 76.89),
        DemoPlace("KZ", "Astana", "Астана", "ru", 51.17, 71.43),
        DemoPlace("KZ", "Kurchatov", "Курчатов", "ru", 50.76, 78.54),
        DemoPlace("KG", "Bishkek", "Бишкек", "ru", 42.87, 74.59),
        DemoPlace("KG", "Osh", "Ош", "ru", 40.53, 72.80), DemoPlace("KG", "Karakol", "Каракол", "ru", 42.49, 78.39),
        DemoPlace("UZ", "Tashkent", "Ташкент", "ru", 41.31, 69.24),
        DemoPlace("UZ", "Samarkand", "Самарканд", "ru", 39.65, 66.96),
        DemoPlace("UZ", "Nukus", "Нукус", "ru", 42.46, 59.60),
        DemoPlace("TJ", "Dushanbe", "Душанбе", "ru", 38.56, 68.79),
        DemoPlace("TJ", "Khujand", "Худжанд", "ru", 40.28, 69.62),
        DemoPlace("TJ", "Bokhtar", "Бохтар", "ru", 37.84, 68.78),
        DemoPlace("MD", "Chișinău", "Chișinău", nil, 47.01, 28.86),
        DemoPlace("MD", "Bălți", "Bălți", nil, 47.76, 27.93),
        DemoPlace("MD", "Cahul", "Cahul", nil, 45.90, 28.19), DemoPlace("UA", "Kyiv", "Київ", "uk", 50.45, 30.52),
        DemoPlace("UA", "Lviv", "Львів", "uk", 49.84, 24.03), DemoPlace("UA", "Kharkiv", "Харків", "uk", 49.99, 36.23),
        DemoPlace("BY", "Minsk", "Минск", "ru", 53.90, 27.57), DemoPlace("BY", "Homieĺ", "Гомель", "ru", 52.44, 30.99),
        DemoPlace("BY", "Hrodna", "Гродно", "ru", 53.68, 23.83),
        DemoPlace("RU", "Novosibirsk", "Новосибирск", "ru", 55.03, 82.92),
        DemoPlace("RU", "Saint Petersburg", "Санкт-Петербург", "ru", 59.94, 30.31),
        DemoPlace("RU", "Kazan", "Казань", "ru", 55.80, 49.11),
        DemoPlace("DE", "Dresden", "Dresden", nil, 51.05, 13.74), DemoPlace("DE", "Bremen", "Bremen", nil, 53.08, 8.80),
        DemoPlace("DE", "Karlsruhe", "Karlsruhe", nil, 49.01, 8.40),
        DemoPlace("FR", "Grenoble", "Grenoble", nil, 45.19, 5.72),
        DemoPlace("FR", "Toulouse", "Toulouse", nil, 43.60, 1.44),
        DemoPlace("FR", "Nantes", "Nantes", nil, 47.22, -1.55),
        DemoPlace("FI", "Lappeenranta", "Lappeenranta", nil, 61.06, 28.19),
        DemoPlace("FI", "Imatra", "Imatra", nil, 61.19, 28.77),
        DemoPlace("FI", "Oulu", "Oulu", nil, 65.01, 25.47), DemoPlace("AT", "Graz", "Graz", nil, 47.07, 15.44),
        DemoPlace("AT", "Linz", "Linz", nil, 48.31, 14.29), DemoPlace("AT", "Leoben", "Leoben", nil, 47.38, 15.09),
        DemoPlace("GR", "Patras", "Patras", nil, 38.25, 21.73),
        DemoPlace("GR", "Heraklion", "Heraklion", nil, 35.34, 25.14),
        DemoPlace("GR", "Thessaloniki", "Thessaloniki", nil, 40.64, 22.94),
        DemoPlace("IT", "Trieste", "Trieste", nil, 45.65, 13.78),
        DemoPlace("IT", "Bologna", "Bologna", nil, 44.49, 11.34),
        DemoPlace("IT", "Catania", "Catania", nil, 37.51, 15.08),
        DemoPlace("PL", "Gdańsk", "Gdańsk", nil, 54.35, 18.65),
        DemoPlace("PL", "Wrocław", "Wrocław", nil, 51.11, 17.03),
        DemoPlace("PL", "Lublin", "Lublin", nil, 51.25, 22.57), DemoPlace("EE", "Tartu", "Tartu", nil, 58.38, 26.73),
        DemoPlace("EE", "Tallinn", "Tallinn", nil, 59.44, 24.75), DemoPlace("EE", "Narva", "Narva", nil, 59.38, 28.19),
        DemoPlace("BG", "Plovdiv", "Пловдив", "bg", 42.14, 24.75),
        DemoPlace("BG", "Varna", "Варна", "bg", 43.21, 27.92),
        DemoPlace("BG", "Ruse", "Русе", "bg", 43.84, 25.95), DemoPlace("NO", "Tromsø", "Tromsø", nil, 69.65, 18.96),
        DemoPlace("NO", "Trondheim", "Trondheim", nil, 63.43, 10.40),
        DemoPlace("NO", "Bergen", "Bergen", nil, 60.39, 5.32),
    ]
}
