/// Given names with their short forms and their forms in other languages, a line each (`+` goes on with it): the name
/// and its spellings in other languages up to `;`, the short and pet forms after that. A form may stand in several
/// lines (`саша` is Alexander and Alexandra).
enum DiminutiveTable {
    static let lines = """
        alexander alexandr aleksandr aleksander oleksandr aliaksandr alexandre alessandro alejandro александр
          + олександр аляксандр ալեքսանդր ალექსანდრე; sasha sascha sanya alex aleks xander sander sandro sanyok
          + shura alik les oles саша саня шура сашко лесь олесь алесь алекс
        alexandra aleksandra oleksandra aliaksandra alessandra alejandra александра олександра аляксандра; sasha
          + sascha sandra alexa lesya shura саша шура леся олеся
        alexei aleksei alexey aleksey oleksii oleksiy aliaksei alexis alessio алексей олексій аляксей; alyosha
          + alesha lyosha lesha алеша алёша леша лёша олекса
        anatoly anatoli anatolii anatoliy anatole анатолий анатолій анатоль; tolya tolik толя толик
        andrew andrei andrey andrii andriy andreas andre andrea andres andrzej andrej ondrej andras anders antti
          + андрей андрій андрэй անդրեյ ანდრია; andy drew andrusha андрюша андрійко
        anna ann anne hanna hannah ana анна ганна ханна աննա ანა; anya annie annika nyura anechka nancy аня анюта
          + нюра ганнуся
        anthony anton antonio antoine antonii antti антон антоний антоній; tony antosha toni антоша тоня
        arkady arkadi arkadii arkadiy аркадий аркадій; arkasha аркаша
        arthur artur arturo arturas артур արթուր; art archie
        artem artyom artemy artemii artsiom артем артём артемий артемій; тема тёма
        benjamin veniamin беньямин вениамин; ben benny benji bennie bibi веня
        boris borys barys борис барыс; borya боря
        catherine katherine katharina katarina ekaterina yekaterina jekaterina kateryna katsiaryna catarina
          + caterina katrin kathryn екатерина катерина кацярына ეკატერინე; katya katia katja kate katie kathy
          + cathy kat katyusha kitty kit катя катюша катруся
        charles karl carl carlos carlo karel karol карл; charlie chuck chas charley kalle
        christine christina kristina kristine cristina khrystyna кристина христина крысціна; chris tina christa
          + kirsten kristi христя тина
        christopher christoph christophe cristobal krzysztof kristof христофор кристоф; chris kit topher
        constantine konstantin kostiantyn kanstantsin costantino константин костянтин канстанцін; kostya kostja
          + костя
        daniel danil daniil danylo danila daniele даниил данило данила դանիել; dan danny danya даня
        david davyd davit davide давид давід դավիթ დავით; dave davey dato davo дэв
        dmitry dmitri dmitriy dmitrij dmitrii dmytro dzmitry demetrius dimitri dimitrij dimitry dimitrios димитрий
          + дмитрий дмитро дзмітрый դմիտրի დიმიტრი; dima mitya dimitrik митя дима дімa діма
        edward eduard edvard eduardo edouard эдуард едуард эдвард էդուարդ; ed eddie ted teddy ned edik эдик едик
        elena helena yelena jelena olena alena helen helene elene ellen eleni елена олена алена алёна ելենա ელენე;
          + lena lenochka nell alyona лена оленка ленка
        elizabeth elisabeth elizaveta yelizaveta yelyzaveta lizaveta isabel isabella elisabetta eliza елизавета
          + єлизавета лізавета; liz lizzie beth betty bess betsy liza lisa lise elise libby elsa лиза ліза лизa
        emmanuel emanuel manuel emanuele эммануил эмануил емануїл; manny manu manolo
        eugene evgeny evgeni evgenii evgeniy yevgeny yevgeni yevgenii yevheniy yevhen yevgeniy evgenij jewgeni
          + jewgenij eugen eugenio yauheni евгений євген євгеній яўген եվգենի; gene zhenya zhenia schenja женя
          + жека
        eugenia evgenia yevgenia yevheniia eugenie евгения євгенія; zhenya zhenia женя
        francis franz francesco francisco francois ferenc frans franciszek франц франсуа франциск; frank paco
          + pancho fran cisco
        frederick friedrich frederik fredrik frederic federico fryderyk fridrich фридрих фредерик; fred freddy
          + freddie fritz fiete
        gabriel gavriil gavrilo gabriele гавриил габриэль гаврило; gabe gabi ганя
        george georgy georgi georgii georgiy heorhii heorhiy georg georges jorge giorgio giorgi gevorg jurgen
          + jerzy juraj георгий георгій георг գեորգի գևորգ გიორგი; yegor egor zhora gosha gia gogi jorg жора гоша
          + егор єгор гия
        gregory grigory grigori grigorii grigoriy hryhorii hryhoriy gregor gregorio gregoire krikor grigor
          + григорий григорій грыгорый գրիգոր; grisha greg grischa гриша грицько
        henry heinrich henri enrico enrique henryk hendrik henrik genrikh генрих генри անրի; hank harry heiner
          + heinz hal rico
        hripsime rhipsime арпине; hripsik
        igor ihor igar игорь ігор ігар իգոր იგორი; gosha гоша
        ivan john johann johannes jean juan joao giovanni jan johan jovan ioan ioannis hovhannes ovanes hovannes
          + janos yan johnny jukka иван іван ян иоанн ован оганес հովհաննես ივანე იოანე; vanya wanja jack hans
          + hannes jonny jens juha hovik ваня ванюша івась
        ilya ilia illia elijah elias ilja elie илья ілля ілья იია ილია; ilyusha eli илюша
        irina iryna irene irena ирина ірина ірына իրինա ირინა; ira irisha ira ірa ира іра
        jacob james jakob yakov iakov yakiv giacomo jacques jaime jacopo hakob akop яков яків акоп հակոբ იაკობ;
          + jim jimmy jamie jake jacky yasha коля яша
        joseph josef jose giuseppe yosef yusuf iosif osip yosyp jozef hovsep иосиф осип йосип овсеп հովսեփ იოსებ;
          + joe joey jo pepe beppe sepp jupp
        julia yulia iuliia yuliia giulia julie juliya iulia юлия юлія յուլիա; yulya julka julie юля
        karen garen карен կարեն; карик
        kirill kyrylo cyril kyril kiryl cyrille кирилл кирило кірыл; кирюша
        larisa larysa larissa лариса лариса; lara лара
        laurence lawrence lorenz lorenzo laurent lavrentiy lars лаврентий лаврентій; larry lenz lasse
        leo lev leon leonid leonard leonidas лев леонид леонід леон լևոն ლევან; lyova lenya leonya lyonya лёва
          + лева леня лёня
        lyudmila ludmila liudmyla lyudmyla людмила; lyuda luda mila люда мила
        luke lukas lucas luca luka lukasz лука лукаш; luc
        magdalena magdalene madeleine магдалина; magda lena leni maddie
        margaret margarete margarita margarethe marguerite margherita malgorzata маргарита մարգարիտա; maggie meg
          + peggy greta gretel grete rita marge рита
        maria mary marie mariya mariia maryia marija miriam mariam marya мария марія մարիամ მარიამ; masha mascha
          + marusya molly polly mia mitzi мариша маша маруся марічка
        martha marta марфа марта; marty
        matthew matthias matvey matvei matvii matthieu matteo mateo mateusz matti mathias матвей матвій маттиас;
          + matt matze matty мотя
        maxim maksim maksym maximilian maxime massimo максим максім; max maks макс
        michael mikhail mykhailo mikhael mihail michel miguel michele mikael mikko michal mihaly mikayel mihkel
          + михаил михайло міхаіл միքայել მიხეილ; misha mischa mike mick mickey mikey micha michi mika misa миша
          + мишко мiша міша
        natalia natalya nataliya natalie nathalie nataliia natallia наталья наталия наталія наталля նատալյա;
          + natasha nata tasha nata наташа ната
        nicholas nikolai nikolay nikolaj mykola mikalai nicolas nikolaus nicola niccolo niklas miklos nikola
          + nikolaos nicolae николай микола мікалай նիկոլայ ნიკოლოზ; kolya nick nicky klaus nico niko nika claus
          + nils niels коля николаша
        oleg oleh aleh олег алег; oleschka олежка
        olga olha volha олга ольга вольга օլգա; olya olja helga оля олечка
        pamela pam; pammy
        patrick patrice patrizio патрик; pat paddy
        paul pavel pavlo pablo paolo pavol pauli pawel paavo paval павел павло павал պավել პავლე; pasha pascha
          + pavlik паша павлик
        peter petr pyotr petro piotr pedro pietro pierre petri petros piotr piatro петр пётр петро пятро պետրոս
          + პეტრე; petya pete pit peer петя
        philip philipp filipp felipe filippo philippe pylyp filip филипп пилип; phil fil
        raphael rafael raffaele рафаэль рафаїл; rafa rafi rafik
        rebecca rebekka ревекка; becky becca
        richard ricardo riccardo ryszard ричард рихард; rick dick ricky rich ritchie
        robert roberto roberts роберт ռոբերտ; rob bob bobby robbie bert robin rupert
        roman romain romano роман раман; roma рома
        ronald роналд; ron ronny
        samuel samuil samvel самуил самвел սամվել; sam sammy
        sergey sergei serhiy serhii sergii sergiy sergej serge sergio siarhei serguei sergejs sergi serghei sarkis
          + сергей сергій сяргей սերգեյ სერგეი სერგო; seryozha serezha sergo serg serjoscha сережа серёжа серый
          + сергійко
        simon semyon semen semion szymon shimon simeon symon семен семён симон сімон սիմոն; syoma сема сёма
        sophia sofia sofiya sophie zofia софия софья софія; sonya sonja sonia соня
        stanislav stanislaw stanislaus stanislao станислав станіслав; stas slava стас слава
        stepan stephen steven stefan stephan esteban etienne stefano stephane istvan szczepan степан стефан стивен
          + ստեփան სტეფანე; steve stevie styopa stipe степа стёпа
        susan susanna susanne suzanne сусанна сюзанна շուշան; sue susie suzy
        svetlana svitlana sviatlana svjetlana светлана світлана святлана; sveta света світа
        tatiana tatyana tetiana tatjana tetyana tatsiana татьяна тетяна таццяна; tanya tania tanja таня
        thaddeus tadeusz tadevos фаддей тадеуш; ted tad
        theodore fyodor fedor feodor fedir theodor teodor fjodor федор фёдор федір теодор; ted teddy theo fedya
          + федя
        thomas tomas tommaso foma toma tomasz tovmas фома томас хома; tom tommy foma
        timothy timofey timofei tymofii timo тимофей тимофій; tim timmy тима
        vadim vadym вадим вадім; vadik вадик
        valentin valentyn valentine valentino валентин; valya валя
        valentina valentyna валентина; valya валя
        valery valeri valerii valeriy valerij валерий валерій; valera валера
        vasily vasili vasilii vasiliy vasyl basil vasil wassili basile василий василь; vasya wasja вася
        victor viktor vittorio wiktor виктор віктор վիկտոր; vitya vik vic витя вітя
        victoria viktoria viktoriya viktoriia vittoria виктория вікторія; vika vicky tori вика віка
        vitaly vitali vitalii vitaliy vital виталий віталій; vitalik виталик
        vladimir volodymyr uladzimir wladimir vladimiro vladimer владимир володимир уладзімір վլադիմիր ვლადიმერ;
          + volodya vova wolodja vladi володя вова вовка
        vladislav vladyslav uladzislau wladyslaw ladislav владислав уладзіслаў; vlad slava владик влад слава
        vyacheslav viacheslav wenceslas vaclav waclaw viachaslau вячеслав вячаслаў; slava slavik слава
        william wilhelm guillaume guillermo guglielmo willem vilhelm вильгельм уильям; bill billy will willy liam
          + willi wim
        yakov jakow; yasha яша
        yaroslav jaroslav iaroslav jaroslaw ярослав яраслаў; slava yarik ярик слава
        yegor egor jegor yahor егор єгор ягор; gosha егорка
        yury yuri yuriy iurii yurii juri jurij iouri юрий юрій юры յուրի იური; yura jura юра
        zachary zakhar zacharias захар; zach zack
        zinaida зинаида зінаїда; zina зина
        alisher алишер; ali
        armen armenak армен արմեն; armo
        ashot ашот աշոտ; ashotik
        aigul aygul айгуль айгүл; aika
        nursultan nurseltan нурсултан нұрсұлтан; nur nurik нурик
        yerlan erlan ерлан; erik
        zhanna jeanne joanna johanna giovanna ioanna жанна янна; zhannochka jo
        barbara varvara barbora варвара; babs barb varya варя
        deborah debora; deb debbie
        donald дональд; don donny
        dorothy dorothea dorota; dot dolly dora
        gerald gerhard gerardo gerard герхард герард; gerry jerry gert gerd
        gunther gunter guenther гюнтер; gunni
        jennifer дженнифер; jen jenny
        jonathan ионатан; jon jonny nathan
        joshua josua иешуа; josh
        kenneth кеннет; ken kenny
        leonhard leonardo леонард леонардо; leo lenny
        ludwig louis luis luigi lajos ludvik людвиг луи; lou lutz wiggerl
        nathaniel нафанаил; nat nate nathan
        raymond raimund ramon раймонд; ray
        stella estelle estela стелла
        ursula урсула; uschi ulla
        ulrich ulrik ульрих; uli ulli
        rudolf rudolph rodolfo рудольф; rudi rolf
        wolfgang вольфганг; wolf
        walter вальтер; walt wally
        """
}
