import Foundation
import Interchange
import Testing

@Suite struct RepairTests {
    @Test(arguments: [
        ("MÃ¼nchen", "München"), ("UniversitÃ© de LiÃ¨ge", "Université de Liège"), ("MÃƒÂ¼nchen", "München"),
        ("SÃ£o TomÃ©", "São Tomé"), ("SÃƒO PAULO", "SÃO PAULO"), ("Ã‰cole", "École"), ("Ã©cole", "école"),
        ("GÃ–TEBORG", "GÖTEBORG"), ("MÃœNCHEN", "MÜNCHEN"), ("Ã…rhus", "Århus"), ("Ã\u{85}rhus", "Århus"),
        ("Lâ€™AQUILA", "L’AQUILA"), ("donÃ¢â‚¬â„¢t", "don’t"), ("20Â°C", "20°C"), ("Åžehir", "Şehir"),
        ("Å ibenik ÄŒakovec", "Å ibenik ÄŒakovec"), ("ÄŒakovec", "Čakovec"), ("KrakÃ³w, ÅÃ³dÅº", "KrakÃ³w, ÅÃ³dÅº"),
        ("Å\u{81}Ã³dÅº", "Łódź"), ("ÐœÐ¾ÑÐºÐ²Ð°", "ÐœÐ¾ÑÐºÐ²Ð°"), ("ÐœÐ¾Ñ\u{81}ÐºÐ²Ð°", "Москва"),
        ("РњРѕСЃРєРІР°", "Москва"), ("РњРѕСЃРєРѕРІСЃРєРёР№ СѓРЅРёРІРµСЂСЃРёС‚РµС‚", "Московский университет"),
        ("Р РѕСЃСЃРёСЏ", "Россия"), ("MГјnchen", "München"), ("Î‘Î¸Î®Î½Î±", "Αθήνα"), ("caffeÌ€", "caffe\u{300}"),
        ("Ô¿Õ«Ö€Õ¡Õ¯Õ¸Õ½", "Կիրակոս"), ("hello ðŸ˜€", "hello 😀"), ("Viá»‡t Nam", "Việt Nam"),
    ])
    func `text read in the wrong character set is put right`(text: String, expected: String) {
        #expect(Repair.mojibake(text) ?? text == expected)
    }

    @Test(arguments: [
        "", "plain", "São Tomé", "SÃO PAULO", "IRMÃ DULCE",
        "MANHÃ…", "AMANHÃ”", "IRMÃ®", "MAÇÃ", "NESTLÉ®",
        "CAFÉ™",
        "ANDRÉ’S", "SOCIÉTÉ\u{A0}X", "société\u{A0}»", "« été »", "«\u{A0}à\u{A0}»", "Spaß…", "Gauß’ Gesetz",
        "Fuß–Ball",
        "HYVÄ–PAHA", "ETELÄ–POHJOINEN", "HYVÄ…", "Å\u{A0}være", "Å\u{A0}koda", "Úžas", "Íž", "Ñª", "Mª José", "Nº 5",
        "Straße",
        "Université de Liège", "MÜNCHEN", "Łódź", "İstanbul", "Đà Nẵng", "Ελλάδα", "Москва", "Рівне", "Її", "Сјај",
        "Україна", "Београд", "Љубљана", "ЂУРЂЕВАК", "Р.Ј.", "В «Сколково»", "Қазақстан", "Երևան", "თბილისი", "北京",
        "東京", "서울", "ÃO", "Ã", "Â", "Â»", "Ã©", "PAPÂ°", "“quoted”", "a – b", "½ €", "naïve café", "Ærø", "ðŸ",
        "München und MÃ¼nchen", "Àâ€", "É…T", "20 °C", "COSÌ™", "LUNEDÌ…", "É\u{A0}T", "Straße – Fuß", "À\u{A0}»",
    ])
    func `right or doubtful text stays as it is`(text: String) {
        #expect(Repair.mojibake(text) == nil)
    }

    @Test(arguments: [
        "Zürich", "Göteborg", "Århus", "Málaga", "Plzeň", "São Paulo", "Kraków", "Besançon", "Größe", "Žilina",
        "Eskişehir", "Iași", "Tromsø", "Москва", "Ереван", "Алматы қаласы", "Київ", "Αθήνα", "Երևան", "თბილისი",
        "תל אביב", "القاهرة",
    ])
    func `names misread once or twice come back`(name: String) throws {
        let once = misread(name)
        #expect(Repair.mojibake(once) == name)
        #expect(Repair.mojibake(misread(once)) == name)
    }

    /// UTF-8 read as Windows-1252, with the bytes it lacks as Latin-1 has them.
    private func misread(_ text: String) -> String {
        let signs = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
        var output = ""
        for byte in text.utf8 {
            output.unicodeScalars.append((0x80..<0xA0).contains(byte) ? signs[Int(byte) - 0x80] : Unicode.Scalar(byte))
        }
        return output
    }

    @Test(.enabled(if: OpenData.folder != nil))
    func `no name of the register of organisations is changed`() throws {
        let lines = JSONLines(try ByteSource(path: OpenData.path("ror/ror_organisations.jsonl.gz")))
        var changed: [String] = []
        while let (_, value) = try lines.next() {
            let names = [value["name"], value["city"]] + (value["names"]?.array ?? []).map { $0["v"] }
            for name in names.compactMap({ $0?.string }) {
                if let repaired = Repair.mojibake(name) { changed.append("\(name) → \(repaired)") }
            }
        }
        #expect(changed == [])
    }

    @Test(arguments: [("UK", "GB"), ("EL", "GR"), (" uk ", "GB"), ("GB", "GB"), ("gr", "GR"), ("XK", "XK"), ("", "")])
    func `country codes of the European institutions become those of ISO`(code: String, expected: String) {
        #expect(Repair.isoCountry(europeanCode: code) == expected)
    }
}
