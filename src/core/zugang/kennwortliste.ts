// data table
// Source of most entries: dictionary "passwords-common" of @zxcvbn-ts/language-common 4.1.3 (MIT, © 2012-2016 Dan Wheeler and
// Dropbox, Inc., © 2021 @zxcvbn-ts), all with twelve or more characters in NFKC and lower case; the German ones are added.
// They are what leaked from users elsewhere and are shown to nobody.

const splitWords = (text: string): string[] => text.trim().split(/\s+/);

/** Passwords of twelve or more characters that are tried first, in NFKC and lower case, sorted by code unit. */
export const KENNWORTLISTE: ReadonlySet<string> = new Set(
  splitWords(`
  010203040506 012345678910 014702580369 01telemike01 050605rostik 102030405060 1111111111zz 111222333000 111222333444555 112233445566 122333444455555
  123123qweqwe 123321123321 123321456654 123321qweewq 123456654321 12345677654321 123456782000 1234567887654321 123456789000 12345678900987654321
  123456789012 1234567890987654321 1234567890ab 1234567890qaz 1234567890qw 1234567890qwe 1234567890qwerty 1234567890zzz 123456789101 123456789123
  1234567892000 12345678987654321 123456789987654321 123456789aaa 123456789abc 123456789asd 123456789qaz 123456789qqq 123456789qwe 123456789qwer
  123456789qwerty 123456789zxc 12345678abcd 1234567qwertyu 123456abcdef 123456qwerty 123456qwertz 123456zxcvbn 12345qwertzu 1234qwerasdf
  1234qwerasdfzxcv 123ewqasdcxz 123qwe123qwe 123qwe456rty 123qweasdzxc 123qwerty123 12qw34er56ty 159753159753 159753456852 193570356033 19960610ilja
  1a2a3a4a5a6a 1a2b3c4d5e6f 1a2s3d4f5g6h 1q2w3e4r5t6y 1q2w3e4r5t6z 1q2w3e4r5t6z7u 1qa2ws3ed4rf 1qa2ws3ed4rf5tg 1qay2wsx3edc 1qaywsxedcrf 1qaz2wsx3edc
  1qaz2wsx3edc4rfv 1qazxsw23edc 1qazxsw23edcvfr4 23176djivanfros 23wkoa0fp78dk 31217221027711 32615948worms 41d8cd98f00b 420842084208555 4815162342lf
  4815162342lost 541233432442 59382113kevinp 6215mila6215 742617000027 89063032220m 89231243658s 89876065093rax 89semtsriuty a1b2c3d4e5f6 a1s2d3f4g5h6
  abc123456789 abc123abc123 abcd12345678 admin18533362 administrator aksjdlasdakj89879 allesgutezumgeburtstag allesliebe123 alpha135792468 amadeusptfcor
  an83546921an13 andrewjackie antananarivu anytimetoday asd123asd123 asdf1234jklö asdfgh123456 asdfghjkl123 auckland2010 aufdiesenstrand avrillavigne
  badiman28200 bayern1900münchen bayernmuenchen bayernmünchen bhrh0h2oof6xbqjeh blacksonblon bltynbabrfwbz borussiadortmund boy4u2ownnyc bpgjldsgjldthnf
  bullnuts2003 businessbabe bvbborussia09 cheeseburger chesterfield chickenwing101 christopher1 civilization cjdthitycndj cnfc35762209 combat123654
  configuratio construction contortionist corperfmonsy cosmopolitan counterstrike dasistgeheim dasistmeinkennwort dasistmeinpasswort deutschland1
  devilmaycry4 diemannschaft digitalprodu dkflbvbhjdbx dkflbvbhjdyf domainlock2005 edwardcullen einszweidrei einszweidreivier eintrachtfrankfurt
  entertainment ersteklasse123 familienbericht familienfreundlich fatima753357 fcbayernmuenchen fcbayernmünchen fcschalke04fc finalfantasy findaupair007
  fkmnthyfnbdf fktrcfylhjdbx fktrcfylhjdf fktrcfylhjdyf flvbybcnhfnjh foreveryoung frederiksberg frohesneuesjahr froheweihnachten fucktheworld
  fuckyoubitch fussballgott1 fussballweltmeister fynfyfyfhbde geburtstagskind geheimespasswort gelsenkirchen1 gfhfktkjuhfv gfhjkmgfhjkm ghbdtnghbdtn
  ghbdtnrfrltkf ghhh47hj7649 ghjatccbjyfk ghjcnjgbpltw ghjcnjgfhjkm ghjcnjghjcnj ghjcnjqgfhjkm ghjcnjrdfibyj ghjnbdjcnjzybt ghtdtlvtldtl gjkysqgbpltw
  glueckauf1904 greenlantern grossstadt123 gthtrfnbgjkt gtnhjpfdjlcr guteneachtmutti gutenmorgen12 hallodubistes hallowelt123 hallowiegehts
  hamburgersv1887 hd764nw5d7e1vb1 hd764nw5d7e1vbv hedimaptfcor herthabscberlin herzallerliebste iampurehaha2 ichbindoof123 ichbineinberliner
  ichbinhier123 ichhabdichlieb ichhabedichlieb ichhassedich ichhassepasswoerter ichhassepasswörter ichliebdich123 ichliebedich ichliebedichsehr
  ichliebemeinefamilie ichliebemeinefrau ichliebemeinenmann ichliebemich ichvergesseimmer iloveboobies ilovemyfamily ingodwetrust installdevic
  installsqlst intelligence international ipo54tj45uy856 iseedeadpeople jamesbond007 josephphone7 justinbieber kannichnicht keineahnung1 keineahnung123
  keinkennwort keinpasswort kommunalverwaltung ktjynsq40147 lassmichrein lassmichrein1 lassmichrein123 leavemealone lhbjkjubz2957704 lost4815162342
  love777321777 lytdybrbdfvgbhf lytghjgtnhjdcr mailcreated5240 maprchem56458 marinamarina massimiliano masterbaiting masterbating masturbation
  maurolarastefy meinkennwort meinname123456 meinpasswort meinpasswort1 meinpasswort123 mevefalkcakk michaeljackson minecraft123 minnesota_hp
  mitarbeiter123 mitarbeiterin1 momsanaladventure morganstanley mortalkombat motherfucker msoracle32re msorcloledbr musterkennwort mustermann123
  mustermann1234 musterpasswort nastyanastya ne_e_pod_chehyl necronomicon needforspeed nemvxyheqdd5oqxyxyzi networkingpe neueskennwort neuespasswort
  newproject2004 nhbujyjvtnhbz nhecsyfujkjdt nhfdvfnjkju123 nhfycajhvths nichtvergessen nick1234-rem936 niemalsvergessen nightcrawler nondriversig
  ntktdbpjh1994 olcrackmaster ontheoutside p030710p$e4o paraklast1974 password1234 passwordassword passwordpassword passwordstandard passwortaendern
  passwortgeheim passwortpasswort passwortvergessen passwortwort12 passwortändern peanutbutter pfqwtd27121988 philadelphia playstation2 playstation3
  polniypizdec0211 polniypizdec1102 polniypizdec110211 pornographic probekennwort probepasswort professional ptybnxtvgbjy punksnotdead q1w2e3r4t5y6
  q1w2e3r4t5y6u7 q1w2e3r4t5y6u7i8 q1w2e3r4t5y6u7i8o9p0 q1w2e3r4t5z6 qawsedrftgyh qaywsx123456 qaywsxedcrfv qayxswedcvfr qaz123wsx456 qazwsx123456
  qazwsxedc123 qazwsxedcrfv qazwsxedcrfvtgb qazwsxqazwsx qazxswedc123 qazxswedcvfr qwaszxerdfcv qwe123qwe123 qweasdzxc123 qwerasdfzxcv qwertasdfgzxcvb
  qwerty123456 qwerty123456789 qwertyasdfgh qwertyuiop10 qwertyuiop12 qwertyuiop123 qwertyuiop12345 qwertyytrewq qwertz123456 qwertzu12345 qwertzuiop12
  qwertzuiop123 raeuberhotzenplotz residentevil rfnthbyf1988 ronaldinho10 rotweissessen sachbearbeiter sachbearbeiterin sanfrancisco satisfaction
  saun24865709 scandinavian schalke04schalke schalkeschalke schatzilein12 schmetterling schmetterling1 schnuckelputz schoolgirlie sdicmt7seytn
  seemnemaailm sicherespasswort sicherheit123 sojdlg123aljg sommermaerchen sommermärchen sonnenblume1 sonnenblume12 sonnenschein sonnenschein1
  sonnenschein12 sonyericsson sozialbericht1 specialinsta stadtverwaltung standardpasswort startkennwort startpasswort sternschnuppe stickdaddy77
  stinkyfinger stratocaster superman1234 supernatural systemofadown systemverwalter tagderoffenentuer temppassword testkennwort testpasswort
  testpasswort1 testtesttest thecakeisalie ticketmaster transformers unbelievable unvergesslich vanyarespekt vergissmeinnicht verwaltung123 vfbstuttgart
  vfhbyfvfhbyf vfrcbvvfrcbv vfvfvskfhfve vierundzwanzig vladimirovna warhammer40k wazzkaprivet websolutions websolutionssu webuivalidat weihnachtsbau
  weihnachtsbaum weihnachtsmann weltmeister2014 weltmeister54 werderbremen whosyourdaddy willkommen12 willkommen123 winterzeit123 wirliebenfussball
  wirliebenhamm wirsinddiebesten wirsindhelden wirsindweltmeister xxxp455w0rd5 yaq12wsxcde3 yxcvbnm12345 z1x2c3v4b5n6 z1x2c3v4b5n6m7 zaq12wsxcde3
  zaq1xsw2cde3 zaqwsxcderfv zcfvfzkexifz zqjphsyf6ctifgu zugangsdaten zurueckaufanfang zxcasdqwe123 zxcvbn123456 zxcvbnm123456789 zxcvbnmmnbvcxz
`),
);

/** Words that become no password by digits and signs around them (sommer2026!), umlauts spelt out. */
export const GRUNDWOERTER: readonly string[] = splitWords(`
  abc abcd abcdef admin administrator adventskalender aktuell alexander amt andreas angel anmeldung apfel april arsch arschloch august auto baby bayern
  benutzer berlin bernd blume blumen boss bremen buergermeister buero bundesliga charly chef christian computer cool daniel datenschutz demo deutschland
  dezember dezernat donnerstag dortmund drache dresden drucker eins engel ernie erster essen familie familien februar ferien fischer florian flower
  football frankfurt frau freitag freund freundin fritz fruehling fussball garten gast geburtstag geheim germany gott guest haelt hallihallo hallo
  hamburg handy hase haus hello herbst herz hund ich ichliebedich iloveyou internet jahr januar jesus jugendamt juli juni kaffee kaiser katze kennwort
  kind kinder kindergarten koeln koenig konto laptop letmein liebe liebling login lol lukas maedchen maerz mai mama master maus mausi max maximilian
  meister melanie michael mittwoch mobil monat monika montag mueller muenchen muster mutter mutti nadine neu neues november nrw oktober oma opa ostern
  papa pass passwd password passwort peter pferd princess prinz prinzessin privat qwert qwerty qwertz rathaus root sabine samstag sandra schalke schatz
  schatzi schmidt schule schwarz sebastian secret september server service sicher sicherheit skype sommer sommerferien sonne sonnenschein sonntag spatz
  spiel stadt stadtverwaltung star start stefan steffi stern strand student stuttgart super superman system test tester thomas tiger tina toll tor
  trustno urlaub user vater verwaltung wald wasser weihnachten welcome welt werder wetter willkommen winter wort yvonne zugang zuhause
`);
