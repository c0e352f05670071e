extension StopWords {
    /// Words without accents and apostrophes, apart by spaces.
    static let lists: [(Language, String)] = [
        (.english, english), (.russian, russian), (.ukrainian, russian), (.belarusian, russian), (.german, german),
        (.french, french), (.finnish, finnish), (.spanish, spanish), (.italian, italian), (.portuguese, portuguese),
        (.dutch, dutch), (.swedish, swedish), (.turkish, turkish), (.armenian, armenian), (.greek, greek),
    ]

    private static let english = """
        a about above after again against all also am among an and any are as at be because been before being below \
        between both but by can cannot could did do does doing during each either few for from further had has have \
        having he her here hers him his how i if in into is it its itself may me might more most must my neither no \
        nor not of off on once only or other our ours out over own per same shall she should so some such than that \
        the their theirs them then there these they this those through thus to too under until up upon us very via \
        was we were what when where whether which while who whom whose why will with within without would you your
        """

    private static let russian = """
        а без более больше бы был была были было быть в вам вас весь во вот все всего всей всем всех вы где да даже \
        для до его ее если есть еще же за здесь и из или им их к как какая какие какой ко когда который которая \
        которое которые которых кто ли либо между меня мне может мой мы на над нам нас наш не него нее нет ни них но \
        ну о об однако он она они оно от по под после при про раз с сам свой свои своих себя со так также такие такой \
        там те тем то того тоже той только том тот ту ты у уже чего чем через что чтобы чье эта эти этих это этого \
        этой этом этот эту я і й та що не на з із у в для від до про як або чи це цей ця ці його іі іх є бути та але
        """

    private static let german = """
        ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis da dabei \
        damit dann das dass dazu dem den denn der des dessen die dies diese diesem diesen dieser dieses doch dort du \
        durch ein eine einem einen einer eines er es etwas fur gegen haben hat hatte ich ihr ihre ihrem ihren ihrer im \
        in indem ins ist ja jede jedem jeden jeder jedes kann kein keine konnen machen man mehr mein mit nach nicht \
        noch nun nur ob oder ohne sehr sein seine seinem seinen seiner sich sie sind so soll sondern sowie uber um \
        und uns unser unter vom von vor wahrend war waren was weil wenn werden wie wir wird wo zu zum zur zwischen
        """

    private static let french = """
        a afin ainsi alors au aucun aussi autre autres aux avec avoir c ce ceci cela celle celles celui ces cet cette \
        ceux chaque chez comme d dans de depuis des donc dont du elle elles en encore entre est et etaient etait etant \
        ete etre eux ici il ils j je l la le les leur leurs lors lorsque lui m mais meme mes moins mon n ne ni nos \
        notre nous on ont ou par parmi pas plus pour pourquoi puis qu quand que quel quelle qui quoi s sa sans se ses \
        si son sont sous sur t ta tandis te tous tout toute toutes tres tu un une vers vos votre vous y
        """

    private static let finnish = """
        ei eivat eli ennen entinen eraat eras etta han hanen he heidan hyvin itse ja jo joiden joihin joista joita \
        joka jolla jonka jos jossa josta jota jotka jotta kaikki kanssa kautta koska kuin kuinka kun kuten me meidan \
        mika mikali mina missa mita mitka mukaan mutta myos ne niiden niin niista niita noin nyt olen oli olisi olla \
        olleet ollut on ovat per sama se seka sen siella siina sita tai taman tama tassa tasta tata te than toinen \
        tuo vaan vaikka vain viela voi voidaan voivat
        """

    private static let spanish = """
        a al algo algunas algunos ante antes asi aunque cada como con contra cual cuando de del desde donde dos \
        durante \
        e el ella ellas ellos en entre era es esa ese eso esta estaba estan estas este esto estos fue fueron ha haber \
        habia han hasta hay la las le les lo los mas me mediante mi mientras mucho muy nada ni no nos nosotros nuestra \
        nuestro o otra otras otro otros para pero poco por porque pues que quien se segun ser si sido sin sobre son su \
        sus tambien tanto te tiene tienen toda todas todo todos tu un una unas uno unos y ya yo
        """

    private static let italian = """
        a ad agli ai al all alla alle allo anche ancora attraverso avere c che chi ci cio come con contro cui da dagli \
        dai dal dall dalla dalle dallo degli dei del dell della delle dello di dove durante e ed era erano essere fra \
        gli ha hanno i il in inoltre invece io la le lei li lo loro lui ma mentre molto ne negli nei nel nell nella \
        nelle nello noi non nostra nostro o ogni oltre per perche piu poi presso puo qual quale quali quando quella \
        quelle quelli quello questa queste questi questo se secondo senza si sia solo sono sopra sotto stata stati \
        stato su sua sue sugli sui sul sull sulla sulle suo tra tutta tutti tutto un una uno verso vi
        """

    private static let portuguese = """
        a ainda alem algumas alguns ao aos apenas apos as assim ate cada com como contra da das de dela dele depois \
        desde desta deste do dos durante e ela elas ele eles em entre era essa esse esta estao este eu foi foram ha \
        isso isto ja la lhe mais mas me mesmo meu muito na nao nas nem no nos nossa nosso num numa o onde os ou outra \
        outras outro outros para pela pelas pelo pelos per pode podem por porque qual quando que quem se segundo sem \
        ser seu seus sobre sua suas sao tambem te tem toda todas todo todos um uma umas uns
        """

    private static let dutch = """
        aan al alle als andere bij binnen daar dan dat de deze die dit doch doen door dus een en er ge geen haar had \
        hebben heeft hem het hier hij hoe hun iets ik in is ja je kan kunnen maar meer men met mij mijn moet naar na \
        niet niets nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot tussen uit uw van veel via \
        voor want waren was wat we werd werden wie wij worden wordt zal ze zelf zich zij zijn zo zoals zonder zou
        """

    private static let swedish = """
        alla allt an andra att av bara blev bli blir da dar de dem den denna deras dess dessa det detta dig din du \
        dock efter ej eller en enligt er ett fran for fore genom ha hade han har hon hos hur i icke in inom inte ja \
        jag kan kommer kunna man med mellan men mer mina mot mycket na nagon nagot nar nu och ocksa om oss pa sa samt \
        sedan sig sin sina ska skulle som till under upp ut utan vad var vara varit vi vid vilka vilken over
        """

    private static let turkish = """
        ama ancak bazi ben bir biri bircok biz bu bunlar bunu bunun cok daha da de degil dolayi en eger fakat gibi \
        gore hem hep her hic icin ile ise kadar karsi kendi ki mi mu nasil ne neden nerede o olan olarak oldugu olmak \
        olup onlar onun sadece sen siz sonra su tarafindan tum uzere var ve veya ya yani yok
        """

    private static let armenian = """
        այդ այլ այն այս դու դուք եմ են ենք ես եք է էի էին էինք էիր էիք էր ըստ թ ի ին իսկ իր կամ համար հետ հետո \
        մեջ մենք \
        մեր մի ն նա նաեւ նրա նրանք որ որը որոնք որպես ու ում պիտի վրա եւ
        """

    private static let greek = """
        αλλα αν απο αυτα αυτη αυτο αυτος για δε δεν εαν ειναι εκεινη εκεινο εκεινος ενω επι η ηταν θα κ και κατα κι μα \
        με μετα μη μην να ο οι ομως οπως ο,τι οτι παρα ποια ποιο ποιος που προς πως σε στη στην στο στον στους τα τη \
        την της τι το τον του τους των ως
        """
}
