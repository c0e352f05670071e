/// Words that mean the same, a line each (`+` goes on with it); `*` stands for any ending.
enum NameVocabularyTable {
    static let lines = """
        universit* univ uni университет* університет* універсітэт* համալսարան* უნივერსიტეტ* yliopist* egyetem*
          + uniwersytet* univerzit* 大学 大學 대학교
        institut* inst insti istitut* instytut* институт* інститут* інстытут* ինստիտուտ* ინსტიტუტ*
          + intézet* 研究所 연구소 laitos* instituut*
        academ* akadem* acad академи* академі* академія ակադեմիա* აკადემია* akatemia* 학술원
        college* colleg* колледж* коледж* colegio collège* քոլեջ* kolleg*
        school* schule école* ecole* escuel* escol* scuol* школ* школа դպրոց* სკოლა* koulu* skol* szkoł* 学院
        facult* fakult* facolt* факультет* ֆակուլտետ* ფაკულტეტ*
        department* dept dep départ* departam* dipartim* abteilung* кафедр* отдел* відділ*
        laborator* lab labs лаборатор* laborat* լաբորատորիա* ლაბორატორია*
        center* centre* centr* zentrum* centro* ctr центр* цэнтр* կենտրոն* ცენტრი* keskus* központ* ośrod* орталы*
        hospital* hôpital* hopital* hôpitaux* hopitaux* hosp krankenhaus* klinik* clinic* clinique* больниц* лікарн*
          + клиник* клінік* հիվանդանոց* ospedal* sairaala* sjukhus* ziekenhuis* klinikum*
        research* recherch* forschung* исследов* дослідж* дослідн* даслед* ricerc* investigac* pesquis* investigaç*
          + tutkimus* forskning* onderzoek* հետազոտ* badaw* badań kutat* výzkum* зертте*
        scien* wissenschaft* наук* навук* cienc* ciênc* scienz* գիտ* მეცნიერ* tiede* vetenskap* wetensch* nauk
          + tudomány* науч* научн* ғылым* věd
        technolog* technol технолог* teknolog* tecnolog* տեխնոլոգ* ტექნოლოგი* технікал*
        technic* technisch* techniq* tecnic* techni* техническ* технічн* техніч* tekni* teknis* ტექნიკურ* տեխնիկ*
          + műszaki
        polytechn* politecn* politechn* политехн* політехн* պոլիտեխ* პოლიტექნიკ*
        national* nazional* nacional* națion* националь* національ* нацыянал* ազգային* ეროვნულ* ulusal* narod*
          + ұлттық* nemzet* kansall*
        international* internac* internaz* международ* міжнарод* միջազգային* საერთაშორისო* uluslararas* халықаралық*
          + intl kansainväli*
        state states государств* держав* дзяржаўн* պետական* სახელმწიფო* мемлекет* staatlich* statal* estadual* estatal*
          + państw* devlet
        federal федераль* föderal* fédéral* federal
        central центральн* centrale* zentral*
        medic* médic* медицин* медыцын* բժշկական* სამედიცინო* lääke* medizin* médec* orvos* lekar*
        health* здоров* santé* sante* salud* saúd* salut* gesundheit* здрав* առողջ* ჯანდაცვ*
        physic* phys физик* фізик* physik* fysik* física* fisic* физич* фізич* ֆիզիկա* ფიზიკ* fizik*
        chemi* хим* химии хімі* chimi* quími* quimi* քիմիա* ქიმი* kemi* химич*
        mathemat* матем* математик* mathém* matemát* matemat* մաթեմ* მათემატიკ*
        biolog* biol биолог* біолог* կենսաբ* ბიოლოგი*
        engineer* инженер* інженер* ingéni* ingenier* ingegner* ճարտարագ* engenhar* mühend* инжинир*
        agricultur* agrar* сельскохоз* аграрн* сільськ* agricol* agrícol* landwirt* գյուղատնտես* ауыл
        econom* эконом* економік* экономич* економіч* wirtschaft* économ* տնտես* ეკონომიკ* экономік* ekonom*
        pedagog* педагог* pédagog* մանկավարժ* պեդագոգ* პედაგოგ*
        humanit* гуманитар* гуманітар*
        education* образован* освіт* адукац* éducation* educac* educaç* bildung* կրթ* განათლებ* oktat* білім
        environment* окружающ* umwelt* довкілл* environnement* ambient* ekolog* ecolog* эколог* еколог* экалаг*
        energy* energ* энерг* енерг* énerg*
        nuclear* ядерн* nucléaire* atom* атомн*
        space космич* косміч* raumfahrt* spatial* espacial* космос*
        geolog* geol геолог* géolog* երկրաբան*
        material* матеріал* материал* werkstoff* matéri*
        informat* информат* інформат* komputer* comput* компьютер* комп'ютер* комп’ютер*
        foundation* fondation* fondazione* stiftung* fundaci* fundaç* фонд* stichting* հիմնադրամ* ფონდი* säätiö*
          + қоры
        association* assoc ассоциац* асоціац* асацыяц* vereinig* verband* asociac* associaç* associazion* միություն*
          + ასოციაცი*
        society* société* gesellschaft* общество* товариств* sociedad* sociedade* società* ընկերություն*
          + საზოგადოება*
        council* рада* совет* conseil* consejo* conselho* consiglio* խորհուրդ* საბჭო*
        ministr* министерств* міністерств* ministèr* նախարար* სამინისტრო*
        agency* agence* agentur* агентств* agenzia* agencia* գործակալ* სააგენტო*
        government* правительств* уряд* gouvernement* regierung* gobierno* governo* կառավար*
        library* bibliot* bibliothè* библиот* бібліот* գրադարան* ბიბლიოთეკა*
        museum* musée* museo* музе* museu* թանգարան* მუზეუმ*
        observator* обсерватор* աստղադիտ* ობსერვატორი*
        bank banks банк* banque* banco* banca* բանկ* ბანკი*
        plant завод* werk usine* գործարան* ქარხანა* zavod*
        factor* фабрик* fabrik* fábric* fabbric*
        instrument* прибор* приладо*
        making* строительн* строит* будівель* будівн* bau construction* construcc* շինարար* сооружен*
        industr* промышлен* промислов* промислови* արդյունաբեր*
        group groups группа* gruppe* групп* grupo* gruppo* groupe* խումբ* ჯგუფი* holding* холдинг* holdings
        union союз* спілк* միութ* კავშირ*
        regional* региональн* областн* обласн* régional*
        russia* россий* russisch* росси* русск* ռուս*
        ukrain* украин* україн*
        belarus* беларус* белорус* weißruss*
        armeni* армян* армен* հայկական* հայաստան* вірмен* сомехи*
        georgi* грузин* საქართველო* ქართულ* грузі*
        kazakh* казах* қазақ*
        german* deutsch* немец* alleman* герман* німец*
        french* france* français* französisch* франц*
        europ* европ* європ* eurasi*
        asia* азиат* азі*
        north northern северн* північн* nord норд
        south southern южн* південн* süd sud
        east eastern восточн* східн* ost
        west western западн* західн* ouest
        new нов* neue* nouveau* nuevo*
        city городск* міськ* ville stadt* ciudad* municip* муницип*
        human людин* человек* mensch*
        social* социаль* соціаль* sozial*
        law laws право* юридич* recht* droit* derecho* direito* jurid*
        art arts искусств* мистецтв* kunst* արվեստ*
        music* музык* музич* musik* musique* консерватор* conservat*
        transport* транспорт* verkehr*
        water водн* wasser* eau agua
        marine морск* морськ* meer maritim*
        ocean* océan* океан*
        forest forestry лесн* лісов* forst forestal*
        aviation* авиац* авіац* luftfahrt* aerosp* аэрокосм* aeronaut* aéronaut*
        defence* defense* оборон*
        problem* проблем*
        system* систем* systèm* sistem*
        management* управлен* менеджмент* управлін* gestion* verwaltung*
        trust trusts
        fund funds
        service* служб* сервис* dienst*
        development* développement* развит* розвит* entwicklung* desarroll*
        innovat* инновац* інновац*
        applied* прикладн* angewandt* appliqu*
        theoret* теоретич* théor*
        experimental* эксперимент* експеримент*
        general* общ* загальн* allgemein*
        pharm* фармац*
        veterin* ветеринар* vétérin* tierärztl*
        cancer* onkolog* oncolog* онколог* krebs* tumor*
        cardio* herzzentrum кардиолог* кардіолог*
        children childrens child pediatr* педиатр* paediatr* kinder* детск* дитяч* enfant*
        limited ltd
        company companies
        corporation corp
        """
}
