/// Legal forms of organisations by country and language, a line each (`+` goes on with it): the kind, the form's own
/// name, and how it is written, in lower case without points. The kinds: `jsc` shares that may be traded, `llc` limited
/// liability, `lp` partnership, `coop` cooperative, `npo` association, foundation or other body without profit, `soe`
/// owned by a state, `sole` one merchant, `co` a company of no said kind.
enum LegalFormTable {
    static let lines = """
        jsc jsc | jsc | joint stock company | joint stock co | jointstock company | j s c
        jsc ao | ао | ao | акционерное общество | aktsionernoe obshchestvo | акционерная компания | ак
        jsc oao | оао | oao | ojsc | открытое акционерное общество | open joint stock company | open jsc
          + | otkrytoe aktsionernoe obshchestvo | open joint stock co
        jsc pao | пао | pao | pjsc | публичное акционерное общество | public joint stock company | public jsc
          + | publichnoe aktsionernoe obshchestvo
        jsc zao | зао | zao | cjsc | закрытое акционерное общество | closed joint stock company | closed jsc
          + | zakrytoe aktsionernoe obshchestvo
        jsc nao | нао | непубличное акционерное общество | некоммерческое акционерное общество | njsc
        jsc at | ат | акціонерне товариство | пат | прат | публічне акціонерне товариство | prat | prjsc
          + | приватне акціонерне товариство | private joint stock company | відкрите акціонерне товариство | ват
          + | vat
        jsc aat | аат | адкрытае акцыянернае таварыства | зат | закрытае акцыянернае таварыства
        jsc aq | ақ | акционерлік қоғам | акционерлик коому
        jsc bb | ԲԲԸ | ՓԲԸ | բաց բաժնետիրական ընկերություն | փակ բաժնետիրական ընկերություն | բբը | փբը
        jsc ss | სს | სააქციო საზოგადოება
        jsc ag | ag | aktiengesellschaft | akg | aktien gesellschaft | akt ges
        jsc kgaa | kgaa | kommanditgesellschaft auf aktien
        jsc se | se | societas europaea | european company
        jsc plc | plc | public limited company | public limited co | public limited | publ ltd co
        jsc inc | inc | incorporated | incorporation
        jsc corp | corp | corporation
        jsc sa | sa | société anonyme | societe anonyme | sociedad anónima | sociedad anonima | sociedade anônima
          + | sociedade anonima | spółka akcyjna | spolka akcyjna | s a | societate pe actiuni
        jsc sas | sas | société par actions simplifiée | sasu | sociedad por acciones simplificada
        jsc spa | spa | società per azioni | societa per azioni | s p a | sociedad por acciones
        jsc nv | nv | naamloze vennootschap
        jsc as | as | a s | aksjeselskap | aktsiaselts | aktieselskab | akciová společnost | akciova spolecnost
          + | akciová spoločnosť | anonim şirketi | anonim sirketi | aş | allmennaksjeselskap | asa
        jsc ab | ab | aktiebolag | publ ab | akcinė bendrovė | akcine bendrove
        jsc oy | oyj | julkinen osakeyhtiö
        jsc rt | rt | zrt | nyrt | részvénytársaság | zártkörűen működő részvénytársaság
        jsc ad | ад | ad | еад | акционерно дружество | акционерско друштво | акционарско друштво
          + | akcionarsko društvo
        jsc dd | dd | d d | dioničko društvo | delniška družba | dionicko drustvo
        jsc ae | αε | ανώνυμη εταιρεία | ανωνυμη εταιρεια | ae
        jsc sha | sha | sh a | shoqëri aksionare
        jsc pjs | sal | société anonyme libanaise | شركة مساهمة | مساهمة عامة
        jsc kk | kk | kabushiki kaisha | kabushiki gaisha | kabushikigaisha | 株式会社
        jsc tbk | tbk | perseroan terbuka | pt tbk
        jsc gufen | 股份有限公司 | 集团股份有限公司 | gufen youxian gongsi
        llc ooo | ооо | ooo | общество с ограниченной ответственностью | o o o | одо | тоо | too
          + | obshchestvo s ogranichennoi otvetstvennostiu | товарищество с ограниченной ответственностью
          + | obshchestvo s ogranichennoy otvetstvennostyu
        llc tov | тов | tov | товариство з обмеженою відповідальністю
        llc taa | таа | таварыства з абмежаванай адказнасцю
        llc zhshs | жшс | жауапкершілігі шектеулі серіктестік
        llc spe | ՍՊԸ | սպը | սահմանափակ պատասխանատվությամբ ընկերություն
        llc shps | შპს | შეზღუდული პასუხისმგებლობის საზოგადოება
        llc llc | llc | limited liability company | l l c | limited liability co | with limited liability | wll
        llc ltd | ltd | limited | ltda | lmtd | limitada | lda
        llc pvtltd | pvt ltd | private limited | pte ltd | pty ltd | proprietary limited | private limited company
          + | pvt limited | pte limited | pty limited | pty
        llc coltd | co ltd | company limited | co limited | company ltd | co l t d
        llc gmbh | gmbh | gesellschaft mit beschränkter haftung | gesellschaft mit beschrankter haftung | ggmbh
          + | gesellschaft m b h | ges m b h | mbh | gesmbh | ug | unternehmergesellschaft
        llc gmbhkg | gmbh & co kg | gmbh und co kg | gmbh co kg | gmbh & co
        llc sarl | sarl | société à responsabilité limitée | societe a responsabilite limitee | eurl | sàrl
        llc srl | srl | società a responsabilità limitata | societa a responsabilita limitata | s r l | srls
          + | societatea cu răspundere limitată | societatea cu raspundere limitata
          + | sociedad de responsabilidad limitada
          + | societate cu răspundere limitată
        llc sl | sl | slu | sociedad limitada | s l
        llc bv | bv | bvba | besloten vennootschap | b v
        llc oyab | oy | osakeyhtiö | osakeyhtio | oy ab
        llc oü | oü | osaühing
        llc sia | sia | sabiedrība ar ierobežotu atbildību
        llc uab | uab | uždaroji akcinė bendrovė
        llc aps | aps | anpartsselskab
        llc spzoo | sp z o o | sp zoo | spzoo | spółka z ograniczoną odpowiedzialnością
          + | spolka z ograniczona odpowiedzialnoscia | sp z oo
        llc sro | sro | s r o | společnost s ručením omezeným | spoločnosť s ručením obmedzeným | spol s r o
        llc kft | kft | korlátolt felelősségű társaság
        llc doo | doo | d o o | društvo sa ograničenom odgovornošću | družba z omejeno odgovornostjo
          + | društvo s ograničenom odgovornošću | доо
        llc eood | оод | еоод | ood | eood | дружество с ограничена отговорност
        llc dooel | дооел | dooel
        llc shpk | shpk | sh p k
        llc epe | επε | ike | ικε | μον ικε
        llc ltdsti | ltd şti | limited şirketi | ltd sti | san ve tic ltd şti
        llc mchj | mchj | mas uliyati cheklangan jamiyat
        llc mmc | mmc | məhdud məsuliyyətli cəmiyyət
        llc xxk | ххк | xxk | хязгаарлагдмал хариуцлагатай компани
        llc yugen | 有限会社 | yugen kaisha | 合同会社 | godo kaisha | gk
        llc youxian | 有限公司 | 有限责任公司 | youxian gongsi | 集团有限公司
        llc fze | fze | fzco | fzc | free zone establishment | شركة ذات مسؤولية محدودة | ذ م م
        llc sdnbhd | sdn bhd | sendirian berhad | bhd | berhad
        llc pt | perseroan terbatas
        lp kg | kg | kommanditgesellschaft
        lp ohg | ohg | offene handelsgesellschaft
        lp gbr | gbr | gesellschaft bürgerlichen rechts
        lp lp | lp | limited partnership | llp | limited liability partnership | lllp
        lp scs | scs | snc | société en commandite simple | società in nome collettivo
        lp vof | vof | vennootschap onder firma | cv | commanditaire vennootschap
        coop eg | eg | eingetragene genossenschaft | egen
        coop coop | coop | cooperative society | osuuskunta | кооператив | производственный кооператив
          + | scop | cooperativa
        npo ev | ev | e v | eingetragener verein
        npo ano | ано | ano | автономная некоммерческая организация | autonomous non profit organization
          + | autonomous noncommercial organization
        npo nko | нко | некоммерческая организация | общественная организация | ngo | npo | громадська організація
          + | non profit organization | nonprofit organization
        npo ggmbh | gemeinnützige gmbh | ggmbh
        npo asbl | asbl | association sans but lucratif | vzw | aisbl | ivzw
        npo onlus | onlus | aps ets
        npo mtu | mtü
        soe fgup | фгуп | fgup | fsue | федеральное государственное унитарное предприятие
          + | federal state unitary enterprise
        soe gup | гуп | gup | sue | государственное унитарное предприятие | муп | муниципальное унитарное предприятие
          + | state unitary enterprise | унитарное предприятие | республиканское унитарное предприятие | руп
        soe fgbu | фгбу | fgbu | федеральное государственное бюджетное учреждение | fsbi
          + | федеральное государственное учреждение
          + | federal state budgetary institution | federal state budget institution | фгу | фгбун
          + | федеральное государственное бюджетное учреждение науки
        soe fgbou | фгбоу | фгбоу во | фгбоу впо | fgbou
          + | федеральное государственное бюджетное образовательное учреждение
          + | федеральное государственное бюджетное образовательное учреждение высшего образования
          + | федеральное государственное бюджетное образовательное учреждение высшего профессионального образования
          + | federal state budgetary educational institution of higher education | fsbei | fsbei he
          + | federal state budgetary educational institution | fgbou vo | fsbe institution
        soe fgaou | фгаоу | фгаоу во | фгаоу впо | fgaou
          + | федеральное государственное автономное образовательное учреждение
          + | федеральное государственное автономное образовательное учреждение высшего образования | фгау
          + | federal state autonomous educational institution of higher education | fsaei | fsaei he
          + | federal state autonomous educational institution
        soe gbou | гбоу | гоу | гоу впо | бу | гбу | гбуз | государственное бюджетное учреждение | огбуз | муз | мбуз
          + | государственное бюджетное учреждение здравоохранения | state budgetary institution | гбун | гкуз
        soe dp | державне підприємство | дп | державна установа | state enterprise | державний заклад | rgp | ргп
          + | республиканское государственное предприятие | дзяржаўная установа | state institution
          + | state establishment
        soe snco | snco | поак | state non commercial organization | state non commercial organisation | գհոակ | պոակ
          + | պետական ոչ առևտրային կազմակերպություն
        soe lepl | lepl | სსიპ | ააიპ | legal entity of public law | saip
        soe ep | epe | epic | établissement public
        sole ip | ип | индивидуальный предприниматель | фоп | individual entrepreneur | sole proprietorship | ek
        co co | co | company | & co | and co | cie | compagnie | компания | компанія | ընկերություն | კომპანია | & cie
        co sirket | şirketi | sirketi | شركة | společnost | spółka | vállalat
        """
}
