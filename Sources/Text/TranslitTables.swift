/// The letters of each language with their spellings, in the order of `TranslitStandard`: BGN, ISO 9, passport, press,
/// scholarly, German, French. One column serves all. `ye/e` is the spelling at the start of a word, after vowels and
/// signs, and the one elsewhere; `-` is no letter.
///
/// BGN/PCGN systems (1947 for Russian, 2019 for Ukrainian, 1979 for Belarusian and Kazakh, 1981 for Armenian, 2009 for
/// Georgian); ISO 9:1995, ISO 9985:1996, ISO 9984:1996; passports: ICAO Doc 9303 for Russia, the rules of 2010 for
/// Ukraine, of 2023 for Belarus; German: Duden; French: Imprimerie nationale.
enum TranslitTable {
    static func letters(of language: TranslitLanguage) -> String {
        switch language {
        case .russian: russian
        case .ukrainian: ukrainian
        case .belarusian: belarusian
        case .kazakh: kazakh
        case .armenian: armenian
        case .georgian: georgian
        }
    }

    private static let russian = """
        а a
        б b
        в v v v v v w v
        г g
        д d
        е ye/e e e e e je/e ie/e
        ё yo ë e yo ë jo io
        ж zh ž zh zh ž sch j
        з z z z z z s z
        и i
        й y j i y j i i
        к k
        л l
        м m
        н n
        о o
        п p
        р r
        с s
        т t
        у u u u u u u ou
        ф f
        х kh h kh kh ch ch kh
        ц ts c ts ts c z ts
        ч ch č ch ch č tsch tch
        ш sh š sh sh š sch ch
        щ shch ŝ shch shch šč schtsch chtch
        ъ - ʺ ie - ʺ - -
        ы y
        ь - ʹ - - ʹ - -
        э e è e e è e e
        ю yu û iu yu ju ju iou
        я ya â ia ya ja ja ia
        """

    private static let ukrainian = """
        а a
        б b
        в v v v v v w v
        г h g h h h h h
        ґ g g̀ g g g g g
        д d
        е e
        є ye ê ye/ie ye/ie je je ie
        ж zh ž zh zh ž sch j
        з z z z z z s z
        и y i y y y y y
        і i ì i i i i i
        ї yi ï yi/i yi/i ji ji i
        й y j y/i y/i j j i
        к k
        л l
        м m
        н n
        о o
        п p
        р r
        с s
        т t
        у u u u u u u ou
        ф f
        х kh h kh kh ch ch kh
        ц ts c ts ts c z ts
        ч ch č ch ch č tsch tch
        ш sh š sh sh š sch ch
        щ shch ŝ shch shch šč schtsch chtch
        ь - ʹ - - ʹ - -
        ю yu û yu/iu yu/iu ju ju iou
        я ya â ya/ia ya/ia ja ja ia
        """

    private static let belarusian = """
        а a
        б b
        в v v v v v w v
        г h g h h h h h
        ґ g g̀ g g g g g
        д d
        е ye e ye/e ye/e je/ie je/e ie
        ё yo ë yo/io yo/io jo/io jo io
        ж zh ž zh zh ž sch j
        з z z z z z s z
        і i ì i i i i i
        й y j i y j j i
        к k
        л l
        м m
        н n
        о o
        п p
        р r
        с s
        т t
        у u u u u u u ou
        ў w ŭ u u ŭ u ou
        ф f
        х kh h kh kh ch ch kh
        ц ts c ts ts c z ts
        ч ch č ch ch č tsch tch
        ш sh š sh sh š sch ch
        ы y
        ь - ʹ - - ʹ - -
        э e è e e e e e
        ю yu û yu/iu yu/iu ju/iu ju iou
        я ya â ya/ia ya/ia ja/ia ja ia
        """

    private static let kazakh = """
        а a
        ә ä a̋ a a ä ä a
        б b
        в v v v v v w v
        г g
        ғ gh ġ g g ğ gh gh
        д d
        е ye/e e ye/e e e je/e ie/e
        ё yo ë yo yo ë jo io
        ж zh ž zh zh j sch j
        з z z z z z s z
        и i
        й y j i y i j i
        к k
        қ q ķ k k q k k
        л l
        м m
        н n
        ң ng ṇ n ng ñ ng ng
        о o
        ө ö ô o o ö ö o
        п p
        р r
        с s
        т t
        у u u u u u u ou
        ұ u u̇ u u ū u ou
        ү ü ù u u ü ü u
        ф f
        х kh h kh kh h ch kh
        һ h ḥ h h h h h
        ц ts c ts ts ts z ts
        ч ch č ch ch ch tsch tch
        ш sh š sh sh ş sch ch
        щ shch ŝ shch shch şş schtsch chtch
        ъ - ʺ - - - - -
        ы y
        і i ì i i i i i
        ь - ʹ - - - - -
        э e è e e e e e
        ю yu û yu yu iu ju iou
        я ya â ya ya ia ja ia
        """

    private static let armenian = """
        ու u u u u u u ou
        և yev/ev ew yev/ev yev/ev ew jew/ew yev/ev
        ա a
        բ b
        գ g
        դ d
        ե ye/e e ye/e ye/e e je/e ye/e
        զ z z z z z s z
        է e ē e e ē e e
        ը y ë y y ə e e
        թ t tʻ t t tʻ t t
        ժ zh ž zh zh ž sch j
        ի i
        լ l
        խ kh x kh kh x ch kh
        ծ ts ç ts ts c ts dz
        կ k k k k k k g
        հ h
        ձ dz j dz dz j ds tz
        ղ gh ġ gh gh ł gh gh
        ճ ch č̣ ch ch č tsch dj
        մ m
        յ y y y y y j i
        ն n
        շ sh š sh sh š sch ch
        ո vo/o o vo/o vo/o o wo/o vo/o
        չ ch č ch ch čʻ tsch tch
        պ p p p p p p b
        ջ j ǰ j j ǰ dsch dj
        ր r
        ռ r ṙ r r ṙ r r
        ս s
        վ v v v v v w v
        տ t t t t t t d
        ց ts cʻ ts ts cʻ z ts
        ւ v w v v w w v
        փ p pʻ p p pʻ p p
        ք k kʻ k k kʻ k k
        օ o ò o o ō o o
        ֆ f
        """

    private static let georgian = """
        ა a
        ბ b
        გ g
        დ d
        ე e
        ვ v v v v v w v
        ზ z z z z z s z
        თ t tʻ t t t t t
        ი i
        კ k k kʼ k ḳ k k
        ლ l
        მ m
        ნ n
        ო o
        პ p p pʼ p ṗ p p
        ჟ zh ž zh zh ž sch j
        რ r
        ს s
        ტ t t tʼ t ṭ t t
        უ u u u u u u ou
        ფ p pʻ p p p p p
        ქ k kʻ k k k k k
        ღ gh ḡ gh gh ġ gh gh
        ყ q q qʼ q q̇ q k
        შ sh š sh sh š sch ch
        ჩ ch čʻ ch ch č tsch tch
        ც ts cʻ ts ts c z ts
        ძ dz j dz dz j ds dz
        წ ts c tsʼ ts c̣ z ts
        ჭ ch č chʼ ch č̣ tsch tch
        ხ kh x kh kh x ch kh
        ჯ j ǰ j j ǰ dsch dj
        ჰ h
        """
}
