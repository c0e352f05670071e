extension NameTransducer {
    /// Written by `bin/fit-name-transducer`: a letter's code point (with 200000 at the start of a word, 400000
    /// behind an i), then its plain Latin spellings (`-` for none), each with how much dearer it is than the
    /// likeliest, in tenths of a nat.
    static let tableFar = """
        5d0 a 0 - 12 e 17 u 38 o 44 i 44
        5d1 b 0 v 11 be 15 ba 22 w 26 av 33 ve 35 ev 36 bb 39 va 44 ov 47 bu 47
        5d2 g 0 j 22 ge 24 ga 26 gi 40 gu 40 je 42 gg 44 dz 44 gh 46 q 47 c 47 - 48 ja 50 eg 50
        5d3 d 0 de 24 da 33 ad 42 ed 45 dd 47 ds 52 t 53
        5d4 a 0 h 9 e 14 ha 20 he 28 ah 30 - 36 eh 41 hu 45 er 45
        5d5 o 0 u 10 - 22 w 23 v 25 ou 37 we 42 va 44 wa 44 a 45
        5d6 z 0 s 11 se 15 za 21 sa 27 ze 27 az 29 es 31 j 31 je 32 ge 34 g 39 zh 39 ese 47
        5d7 ha 0 h 2 cha 10 ah 11 ach 14 he 18 kh 18 ch 19 j 20 a 21 han 22 kha 22 g 25 che 26 ge 27 ja 28 ham 30 ahe 32
        5d8 t 0 te 26 tt 28 ta 28 ett 36 tte 39 th 44 at 44
        5d9 i 0 y 17 - 21 e 22 a 30 j 31 ie 37 ey 49
        5da ch 0 ach 16 ech 27 ova 31 c 31 m 31 kh 31
        5db ch 0 k 6 ka 14 ca 19 exa 25 ach 26 cha 29 ex 31 ech 35 c 35 kh 35 h 36 ak 38 co 39 ek 39 coh 39 kah 39
        5dc l 0 el 19 le 19 ll 24 al 28 la 29 ell 31 lle 37
        5dd m 0 am 16 em 24 me 36 om 38 ms 41 him 42 ume 43 ova 43 mm 43 - 44 mb 49 amb 50 ym 50
        5de m 0 ma 10 me 23 am 31 man 35 mm 42 mme 43 mo 47 - 49
        5df n 0 an 17 en 24 ne 26 nn 36 ova 39 ns 39 nne 45 hn 45 ann 47 - 50
        5e0 n 0 an 20 en 24 ne 29 na 31 nn 35 nne 47 enn 52
        5e1 s 0 ss 26 - 30 ce 32 sa 33 se 36 es 36 c 37 z 42 sz 42 ess 44 sse 44 ass 46 ova 49 ez 51
        5e2 a 0 - 9 e 12 o 29 ua 33 i 36 aa 43 oa 46 ei 48
        5e3 f 0 ff 7 ph 15 sef 23 af 24 ova 27 ef 29 uf 31 fe 34 ffe 34 aph 36 saf 37
        5e4 f 0 p 0 pe 19 pa 22 ph 27 pp 30 fa 31 fe 31 ff 31 ppe 39 af 43 aph 43 eff 43 ap 45
        5e5 tz 0 c 4 ch 10 z 10 ts 25 cs 28 etz 28 cz 29 atz 30 ce 31 tch 33 utz 33 - 38 ze 38 et 38 ck 38 ci 38 otz 40
        5e6 z 0 c 2 ch 2 tz 5 ts 14 che 15 ce 18 cha 18 t 20 tch 22 cz 25 zcz 27 sa 28 s 28 cze 29 ats 31 se 31 cch 32
        5e7 k 0 c 10 ck 24 ka 25 ca 25 ke 27 x 36 ch 39 q 44 que 45 qu 45 cc 47 - 48
        5e8 r 0 er 13 ar 26 re 27 ra 29 rr 43
        5e9 sh 0 s 2 sch 6 sha 19 she 25 che 25 ch 26 sz 30 sa 32 shi 34 cha 35 se 40 si 43 - 43
        5ea t 0 th 0 ta 12 ath 17 at 18 et 22 the 25 eth 29 - 29 te 31 ti 33 tth 35 d 39 ett 39 ata 40 uth 40
        621 - 0 a 10 e 36 h 37
        622 a 0 aa 28 - 30 e 35 o 46 an 48 u 53
        623 a 0 - 10 e 35 o 44 u 50
        624 - 0 u 5 o 11 ao 12 a 16 ou 21 uak 25 oa 26 au 26
        625 - 0 e 1 i 9 a 28
        626 - 0 e 11 i 14 y 31 ye 34 a 35 ad 43 j 43 los 44
        627 a 0 - 26 e 34 u 40 o 45 i 52
        628 b 0 p 13 be 26 ba 29 bb 38 ab 41 pp 42 pe 43 bu 45 bi 49 pa 49
        629 a 0 ah 20 - 27 eh 29 e 30 yah 35 yya 36 ya 38 atu 43 at 43 h 48 ye 49
        62a t 0 - 20 tt 27 te 30 tte 43 th 43 ta 44 c 47 ti 52
        62b th 0 the 31 tha 31 s 32 t 34 ath 34 z 35 os 40 ith 42 c 42 ta 44 se 47 ysa 49 ris 50 its 51 sha 51 so 51
        62c j 0 g 0 ge 16 c 22 ja 23 je 27 dz 32 aj 33 gi 34 dj 35 gg 37 ju 39 ce 39 z 40 ga 43
        62d h 0 ha 1 ah 10 ho 18 oha 18 uha 21 hu 24 a 26 hi 27 he 30 ham 30 eh 33 ih 33 uh 34 - 34 oh 35 han 38 ch 38
        62e kh 0 j 1 kha 5 ch 6 akh 14 kho 14 h 15 g 17 x 22 ukh 22 khe 24 ha 25 k 26 khu 28 okh 31 ka 33 alk 34 ax 35
        62f d 0 de 29 dd 41 da 44 t 48 di 49 ed 50 ad 50 mad 53
        630 ath 0 d 1 the 4 adh 6 za 7 dhi 10 alz 12 th 17 zi 19 di 19 so 20 ad 21
        631 r 0 er 22 rr 34 re 34 ar 37 ra 42
        632 z 0 s 8 za 28 es 29 se 29 ze 30 zz 39 ss 42 - 46 zo 46 az 47 uza 47 ova 48 zi 48 iz 48
        633 s 0 ss 26 c 28 sa 33 se 33 - 34 ce 37 z 45 sse 45 sz 45 su 48 us 48 is 51 si 51 ssa 52
        634 sh 0 ch 5 s 11 c 15 sch 16 sha 22 che 27 ash 31 she 33 shi 40 sz 42 x 44 cha 44
        635 s 0 sa 4 as 12 si 20 ass 21 sid 23 os 23 ss 25 us 26 so 28 ce 28 se 29 sse 33 su 33 ssa 33 uss 33 es 38
        636 d 0 ez 3 az 5 ad 8 z 10 iz 15 da 18 aza 20 id 21 adh 22 di 23 dhe 23 dda 24 dha 24 idh 28 ed 28 uda 31
        637 t 0 ta 13 at 25 ti 27 ut 27 tu 32 tt 33 th 34 te 36 att 37 it 37 d 40 ot 42 - 43 alt 44 tta 45 tay 46
        638 z 0 za 7 az 8 ze 15 dhi 19 dha 20 eez 20 laz 20 zo 20 dh 21 aza 22 ez 23 d 26 dhu 26 hdh 27 zi 27 zza 27
        639 a 0 - 16 e 29 o 31 u 32 i 37 iz 46
        63a g 0 gh 27 ge 35 gha 38 gu 38 gg 42 q 46 gho 50 agh 52 ghu 52
        641 f 0 v 2 w 21 fa 23 ff 25 ph 27 ve 29 fe 33 af 34 va 45
        642 k 0 q 3 g 12 qa 13 ka 16 qu 16 aq 18 gh 24 iq 25 c 25 ak 26 akk 27 gha 28 con 29 agh 30 aqq 31 uqa 31 ik 32
        643 k 0 c 8 ck 25 ke 32 ch 35 x 36 ka 41 cc 41 qu 44 g 44 q 44 ki 45 kk 49
        644 l 0 ll 22 - 26 le 30 el 39 la 42 lle 47 al 52
        645 m 0 ma 27 me 31 am 38 mu 42 mm 44 mo 48 mi 50 mma 52 mme 53
        646 n 0 ne 30 nn 31 en 33 in 40 nne 46 an 47 na 51
        647 h 0 ah 23 e 24 - 29 he 31 a 32 eh 34 ha 35 r 40 hi 40 ho 44 hu 45 uha 48 aha 50 t 51
        648 o 0 u 8 w 21 ou 25 v 36 ow 41 oo 42 au 44 aw 45 wa 45 - 47 oh 47
        649 a 0 i 12 y 22 e 29 ie 31 ey 33 es 39 ry 39
        64a i 0 e 7 y 17 ie 34 - 35 j 36 a 39 ey 39 u 49
        670 a 0
        679 t 0 tt 21 te 21 tte 24 ti 24 to 29 th 30 ett 31 ta 31 hat 31 utt 32 it 32
        67e p 0 pa 17 po 20 pe 21 - 29 ppe 31 ip 33 fa 39 pap 42
        686 ch 0 cha 5 ge 16 c 17 j 19 cs 21 tch 23 che 23 cz 24 chc 28 sse 28 dj 28 zsc 28 ci 29 zcz 29 chi 29 cze 30
        688 d 0 de 16 da 22 di 27 dal 29
        691 r 0 ar 3
        698 j 0 - 16 zh 19 gil 20 g 20 ezh 21 z 22
        6a4 v 0 w 14
        6a9 k 0 c 15 ka 22 ak 26 ch 33 qu 35 ck 35 ek 37 x 38 ke 40 - 44 g 44 cqu 45 cha 45 co 45 que 48 ik 49 kh 49
        6af g 0 ga 17 go 26 k 29 ge 30 gu 31 gue 34 gh 34 eg 38 xa 38 gui 42 c 42 ghe 42 gg 42 ege 44
        6ba n 0 ana 4 ne 11
        6be h 0 - 10 ha 13 ham 23 bha 29 hil 29
        6c1 a 0 h 6 ah 14 ha 21 eh 21 - 23 e 23 hi 26 ya 28 he 30 tou 36 o 36
        6c6 o 0
        6cc i 0 y 19 e 22 - 32 a 34 j 35 ie 38 ee 39 iy 41 ey 48
        6d2 e 0 oy 2 ne 10
        1100 g 0 k 5 ji 23 j 27 q 28 qi 42 h 45
        1101 kk 0 k 10 c 11
        1102 n 0 l 42 nn 47
        1103 d 0 t 11 rd 48
        1104 tt 0 t 9
        1105 r 0 l 8 - 36 n 46
        1106 m 0 we 36 me 46 w 46 b 51
        1107 b 0 v 17 p 20 f 24 w 33 fe 36
        1108 ppe 0 p 14
        1109 s 0 sh 13 x 20 xi 37 ch 41 ss 44 sz 46 xia 46 c 47 z 50 che 51
        110a tsu 0 - 2 s 6 si 16 cu 16 tu 20 c 25 ss 28 t 36 h 40
        110b - 0 y 25
        110c j 0 z 14 zh 14 ch 20 ji 27 c 30 dz 32 t 34 g 40 zhi 41 cs 44 d 44 s 45 k 45
        110d z 0 zi 4 c 26 ts 27 ch 28 cch 30 jj 30 dz 41 tz 42 tzu 43 ji 44
        110e ch 0 q 16 c 17 tsu 20 zh 31 t 31 qi 31 ti 33 cch 37 ts 39 z 41 tz 44 cz 44 s 47 csh 48 cs 48
        110f k 0 c 27 ch 50
        1110 t 0 th 34 tt 37 d 42 z 46
        1111 p 0 f 4 v 21 ph 22 b 22 w 25 ff 33 pp 40 pch 42
        1112 h 0 x 32 f 33 xi 39 ch 46 - 51 xu 51
        1161 a 0 i 42 - 45 e 46 o 47
        1162 ae 0 a 15 ai 18 e 23 i 33 ei 33 hae 36 c 38 - 42 o 44 he 44 cha 44 oi 46 an 47
        1163 ya 0 ia 11 ja 21 a 24 ruo 37 eu 43 ye 43 i 45 cha 46
        1165 e 0 eo 1 o 4 u 5 a 8 i 14 er 17 ua 29
        1166 e 0 ia 32 a 38 i 46 er 48 - 51
        1167 yeo 0 yo 5 i 6 yu 6 you 18 jo 21 ia 23 e 27 ya 30 li 33 ru 37 ra 39 ua 39 a 40 ro 40 ie 40 lia 42
        1168 ye 0 ia 6 ya 12 i 15 ui 17 ie 19 je 22 rui 22 e 23 li 29 er 35 jo 41 ze 41 ai 44
        1169 o 0 u 30 ao 38 ou 38 oh 42 e 49 - 49
        116a wa 0 ua 12 va 34 e 41 la 43 uo 43 oa 44 o 47 wo 49
        116b a 0 uo 7
        116c o 0 oe 4 ui 6 ei 15 uai 15 eu 19 wei 25 oi 26 jo 27 e 29 wa 33 zol 33 oai 33 seu 34 yu 34 ohr 34
        116d yo 0 o 19 jo 21 iao 23 yao 29 hou 31 you 34 hoh 37 lo 38 ro 40 yoh 41 ho 42 ao 47 io 47
        116e u 0 oo 20 o 20 woo 33 - 34 ou 39 e 43 a 52
        116f wo 0 uo 10 we 11 yua 12 ua 31 yue 33 ma 36 vo 39 va 41 uye 42 bu 42 wok 45 mah 46
        1170 we 0 ue 15 yue 18 wa 27 ui 34 le 41 me 43 v 44 u 46 va 46
        1171 u 0 yu 1 wi 15 wei 15 ui 19 ju 37 ua 39 wai 41 ngu 44
        1172 yu 0 yoo 13 u 18 you 22 ju 23 iu 24 - 28 yo 29 wei 30 ru 37 ch 38 o 40 yuu 41 yi 42 huu 42 ew 43 io 44
        1173 - 0 u 14 eu 16 i 25 e 31 hi 39
        1174 ui 0 ee 6 yi 11 i 14 eui 35 yil 41 ngi 44 ni 47
        1175 i 0 - 34 e 41 y 43
        11a8 k 0 - 9 o 34 g 39 c 41 ck 45
        11ab n 0
        11af l 0 - 5 e 39 le 45 t 46 r 46
        11b0 lg 0 lge 1 k 11
        11b7 m 0 n 6 - 48 am 48
        11b8 p 0 - 13 b 20 li 26 lap 45 ph 50
        11ba t 0 tt 11 d 21 c 25 tte 27 s 30 ss 30
        11bc ng 0 n 41 nh 53
        11be t 0
        3041 a 0 er 21 e 28 - 35 wa 37 fer 45 i 48
        3042 a 0 er 36 e 39 re 40 - 44 r 45 ir 49 ah 54
        3043 i 0 y 22 e 35 ie 43 - 44
        3044 i 0 y 20 - 24 j 34 a 39 ng 45 e 46 ing 48 yi 49
        3045 u 0 - 19 o 28 e 31 oo 33 a 39 w 43 hu 49
        3046 u 0 - 4 w 11 ng 20 h 20 woo 32 v 35 eu 37 l 41 wh 44
        3047 e 0 a 23 er 42 - 46 ae 48 o 50
        3048 e 0 a 34 er 36 he 42 ye 47 je 47 ae 48 ya 48
        3049 o 0 a 27 wa 33 wal 34 war 42 al 45 wo 46 au 47 or 49 gwo 49
        304a o 0 - 31 h 36 au 45 a 45 u 50 ho 51
        304b ka 0 ca 17 ker 35 cu 48 ha 49 co 53
        304c ga 0 ger 22 gu 35 gha 38 go 47 ka 48 ha 48 gge 50 ge 51
        304d ki 0 ky 26 c 32 chi 36 k 42 qui 43 key 45 gy 47 gi 48 qi 49 ji 51 ke 52 ci 53
        304e gi 0 ky 21 gy 22 g 23 gui 27 ki 30 gye 30 ggi 37 ghi 37 ggy 37 yi 41 kj 45 qi 47 xia 47 y 49 ugi 49
        304f k 0 ku 4 c 11 g 28 x 28 - 29 ck 29 ch 30 qu 32 ke 33 cu 35 que 44 q 45 gw 45
        3050 g 0 gu 10 goo 39 geu 40 gg 41 gw 42 ku 45 kw 47 gue 50
        3051 ke 0 que 32 ka 32 che 34 ca 37 cke 38 jia 42 ce 45 ko 46 q 48 koe 48 xua 51 xia 52
        3052 ge 0 ga 28 gue 28 gge 36 ghe 40 yua 40 xia 42 go 46 ya 49 goe 51 gye 51 yi 51 xua 52
        3053 ko 0 co 10 ho 47 cho 47 go 51
        3054 go 0 gau 41 geo 41 yua 43 ko 43 yu 47 ho 48 ga 49 qi 50 gu 52 hao 52 wu 53 got 53
        3055 sa 0 za 40 tha 42 su 45 ssa 45 sza 46 so 49 s 49 xa 50 ca 52 ser 53 a 53
        3056 za 0 sa 19 the 35 ser 37 xa 41 zza 42 se 43 ze 46 saa 47 ath 49 zer 50 asa 51
        3057 shi 0 si 3 sh 10 s 14 sch 18 ci 25 ch 26 sy 27 xi 32 ssi 37 sz 39 cy 43 chi 43 xia 44
        3058 j 0 ji 2 gi 17 g 17 ge 24 si 24 zi 24 dzi 27 dge 31 c 31 ja 31 z 31 ch 32 dz 32 di 35 ll 37 zh 37 d 41
        3059 s 0 su 15 th 32 z 33 ss 34 - 37 so 37 ce 37 sz 41 seu 43 soo 43 se 48
        305a s 0 zu 1 z 10 es 17 se 25 ds 26 su 36 ze 37 ova 39 zou 44
        305b se 0 sse 22 ce 23 the 40 sa 40 zhe 45 e 45 sze 47 so 48 che 50 she 52 ze 52
        305c se 0 ze 0 dze 24 qua 32 dse 35 xua 38 so 38 ese 38 sa 43 za 43
        305d so 0 seo 16 su 22 sso 26 tho 38 zo 41 szo 41 sau 46 co 46 son 50 saw 51
        305e zo 0 so 18 xia 43 soh 46 zzo 48 tuo 49
        305f ta 0 ter 28 te 37 tha 43 tu 47 da 47 t 50 tte 53
        3060 da 0 der 25 du 37 do 40 d 43 ta 48 dha 49 de 51 na 53
        3061 chi 0 ch 4 c 11 ti 11 ci 13 j 31 cz 31 t 36 ty 37 tj 38 zho 39 sch 39 cs 40 tch 41 czy 41 ji 42 cci 44
        3062 di 0 zi 7 ji 15 zh 26
        3063 - 0 t 8 c 10 s 21 p 21 k 25 d 39 oo 41 l 47
        3064 tsu 0 z 10 tu 12 tz 19 c 21 zz 22 ts 22 cu 25 t 40 - 45
        3065 zu 0 du 5 u 44 dzu 45
        3066 t 0 te 1 the 29 tt 30 tae 31 th 36 ta 43 tte 45
        3067 de 0 d 2 da 31 dae 35 dd 39 dde 41 tae 47
        3068 to 0 t 2 d 26 te 31 th 42 tho 44 dt 44 tt 47 do 47
        3069 d 0 do 5 de 29 to 42 t 46
        306a na 0 ner 28 nna 43 ne 47 nne 49 n 52 nor 53 no 54 nha 54
        306b ni 0 ny 29 n 31 nni 31 ney 32 gn 39 ne 42 nny 44 nj 45 new 50 nh 51
        306c nu 0 ne 11 nou 32 n 33 noo 36 neu 38 nnu 45 nne 46 no 47 sne 49
        306d ne 0 nne 31 na 43 net 48
        306e no 0 nno 43 n 50 na 52 neu 54
        306f ha 0 he 29 hu 35 ho 38 h 38 ch 39 her 42 ja 43 cha 45 kha 50 ham 51
        3070 ba 0 ber 17 va 24 bur 29 bu 29 ver 39 be 41 bo 42 b 43 bha 46 bir 47 bar 48 bba 50
        3071 pa 0 per 21 p 39 pe 44 ppa 44 ppe 49 po 50 pu 50 par 51 pur 51 pea 53
        3072 hi 0 hy 19 ch 25 hye 30 h 33 hui 34 hee 36 g 37 hj 42 gi 45 pi 46 chi 49
        3073 bi 0 vi 11 by 16 be 29 bbi 30 b 30 bea 31 bee 33 bj 33 pi 35 py 41 mi 44 wi 46 mei 46 bhi 47 bby 47
        3074 pi 0 pe 30 py 31 ppi 34 phi 41 pea 46 p 48 pj 52 bi 52 ppy 52
        3075 f 0 fu 14 v 16 ff 19 hu 21 w 23 ph 26 h 34 hw 41 ch 43 hoo 45 ghw 47
        3076 b 0 bu 7 bou 33 bb 33 ve 36 we 36 boo 41 v 41 be 49
        3077 p 0 pu 25 b 32 pe 34 pp 45 bu 53
        3078 he 0 ha 20 hye 22 hae 24 ge 27 che 35 hea 43 ho 43 je 43 pia 44 p 47 hje 48 her 49 hoe 50
        3079 be 0 ve 24 ba 32 bo 44 bae 45 bbe 47 bu 51
        307a pe 0 ppe 24 pa 37
        307b ho 0 wh 29 jo 33 haw 40 heo 43 ch 46 ba 46 ha 46 hu 46 cho 47 hal 48 kho 49 fe 49 heu 50
        307c bo 0 vo 35 po 35 ba 38 bbo 43 bot 45 b 45 beo 46 bau 51 bea 52
        307d po 0 pau 35 bo 40 ppo 44
        307e ma 0 m 31 man 32 mc 38 mer 41 me 42 mu 45 mme 53
        307f mi 0 my 34 m 41 me 52 mye 54 mmi 54
        3080 m 0 mu 3 me 29 moo 36 mm 37 mou 46 mb 46 mo 47 ham 48
        3081 me 0 ma 25 mme 42 m 46 mai 50 mo 52 mi 53
        3082 mo 0 we 44 mau 50 mu 53
        3083 a 0 er 24 e 36 - 36 u 37 ar 44 o 52 or 53 ya 53
        3084 ya 0 ja 15 lla 44 yer 45 er 46 a 49
        3085 u 0 - 1 oo 27 ew 31 o 40 ong 43 ou 44 w 45
        3086 yu 0 ju 13 yoo 28 u 34 eu 34 you 34 lle 37 hu 38 iu 39 yo 40 jo 42 ew 46 we 48
        3087 o 0 u 20 eo 26 ng 29 eng 37 ang 39 a 41 - 44 e 47 oh 48 au 52
        3088 yo 0 jo 13 yeo 19 you 30 yu 40 yi 41 llo 41 ya 47 io 47
        3089 ra 0 la 6 lla 25 ler 30 re 35 r 35 rra 37 ru 38 l 39 lle 41 le 42 lo 43 ro 46 lu 47
        308a ri 0 li 7 lli 22 ry 22 ley 28 ly 30 rri 34 l 37 ree 39 le 41 r 41 lly 42 gli 44 re 44 ll 45 rry 45 lee 46
        308b l 0 r 1 ru 14 ll 20 le 26 lu 27 lle 40 re 41 rd 42
        308c re 0 le 3 ra 23 lle 25 la 27 rre 29 l 38 rae 38 ro 42 lai 44 lia 44
        308d ro 0 lo 13 llo 31 lau 42 rro 43 low 50 reu 50
        308e wa 0 a 13
        308f wa 0 va 31 wor 36 la 38 w 42 - 42 i 43 we 44 wer 48 ova 50 is 52 a 53
        3093 n 0 ng 21 m 33 ne 38 nn 50
        3094 v 0 w 16 ve 31
        30fc - 0 r 17 e 26 a 36 h 41 i 49 u 50
        """
}
