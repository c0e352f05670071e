extension NameTransducer {
    /// Written by `bin/fit-name-transducer`: a letter's code point (with 200000 at the start of a word, 400000
    /// behind an i), then its plain Latin spellings (`-` for none), each with how much dearer it is than the
    /// likeliest, in tenths of a nat.
    static let tableLatin = """
        61 a 0 - 28 y 45 ina 50 e 51 ova 52 i 52 nka 53 ak 53
        62 b 0 p 34 v 53
        63 c 0 - 25 t 30 k 31 cz 34 tsc 34 ch 36 ts 38 j 39 z 40 s 41 czo 48 tc 50
        64 d 0 t 33 - 34 z 43 dz 53 de 54
        65 e 0 - 21 a 39 i 40 ie 44 er 50 ye 50 u 51 je 53
        66 f 0 h 21 - 31 v 37 ph 39 ff 49 w 49 u 53
        67 g 0 k 26 - 46 h 47 q 52
        68 h 0 - 7 ch 29 y 39 u 40 z 41 j 47 owa 48
        69 i 0 y 33 - 33 j 42 e 46 hi 49 ik 53
        6a j 0 y 15 i 19 - 23 ch 31 dz 39 h 41 z 42 owa 42 zh 49
        6b k 0 - 28 g 34 owa 34 c 41 wna 45
        6c l 0 - 40 owa 51 ova 52 la 54 ll 54 li 54
        6d m 0 n 49 - 54
        6e n 0 - 18 ank 45
        6f o 0 - 22 u 30 ou 36 oh 44 eo 45 a 51 owa 52
        70 p 0 b 29 f 48 ph 48
        71 q 0 k 7 g 8 c 17 gh 24 h 32 ch 36 - 36 alq 41 que 45 s 45
        72 r 0 - 49 owa 53 rzy 55
        73 s 0 - 22 sh 30 sz 34 z 36 ss 42 se 49
        74 t 0 - 25 ts 33 ch 33 c 34 d 35 th 42 owa 52
        75 u 0 - 24 oo 32 o 33 h 37 ou 39 eo 42 w 44 eu 46 a 52
        76 v 0 w 8 - 18 va 40 vs 42 b 48 u 49
        77 w 0 v 12 wn 13 - 14 u 39
        78 x 0 s 3 ks 7 ch 8 h 10 kh 13 - 13 j 15 sh 19 c 20 hs 29 sj 31 cz 34 ksz 34 t 35 ksh 36 sch 37
        79 y 0 i 21 j 26 - 29 ank 32 h 40 yk 44 ij 50
        7a z 0 - 23 s 29 owa 33 h 34 c 40 d 43 ts 44 j 45 wna 45 ch 51
        df ss 0 s 17 oth 21
        e0 a 0 an 29 o 32 - 32 e 33 i 41 ha 45 aw 46 ai 48 ia 50
        e1 a 0 - 4 y 23 ak 40 e 42 ar 43 an 48 o 48 aja 48
        e2 a 0 i 17 o 19 e 21 - 22 ia 25 ja 30 ya 31 u 36 ar 39 ra 44
        e3 a 0 - 13 o 14 an 15 e 18 am 26
        e4 a 0 ae 2 e 10 ai 36 at 40 i 40 ad 41 ap 42 ay 42
        e5 a 0 aa 1 o 22 au 22
        e6 ae 0 a 0 e 1
        e7 c 0 ch 2 cz 21 tch 21 tj 23 cs 24 q 27 ci 27 ts 28 s 30 tx 32 qi 33 o 33
        e8 e 0 i 17 a 25 en 28 - 29 u 30 eng 38 ei 41 ie 42 eh 42 eo 44 o 45 ek 46 ena 46 ky 46 es 46 tha 47 he 50
        e9 e 0 i 22 a 34 er 38 - 39 u 39 ie 40 o 44 he 47 eg 48 ye 51
        ea e 0 i 7 a 14 u 26 he 27 o 29 y 30 ue 34 eui 35 hi 35 eng 38 - 39 h 39 oe 41 et 44 es 44 eo 45 heu 47
        eb e 0 yo 5 jo 7 io 11 o 15 - 21 a 21 ne 22 el 25
        ec i 0 ih 25 ing 29 hi 29 e 30 ei 33 yi 39 u 41 ri 43 inh 47 in 48 ia 50 chi 50 ik 51
        ed i 0 ik 18 e 27 y 31 u 37 ih 38 yi 44 ei 48 a 48 in 48 ir 51
        ee i 0 e 15 a 16 y 21 ing 23 ei 25 ih 30 hi 31 ai 33 u 37 io 38 yi 40 ui 42 si 42 ru 44
        ef i 0 j 1 y 4 - 11 ji 30 e 31 yi 33 iy 36
        f0 d 0
        f1 n 0 nh 13 ni 14
        f2 o 0 a 21 - 24 u 28 ok 35 oo 38 ho 40 uo 41
        f3 o 0 - 20 ou 44 oh 46 u 52
        f4 o 0 u 9 a 16 oh 19 ou 20 wo 26 oo 26 - 27 or 28 oa 30 uo 30 vo 34 e 35 ho 36 ue 36 ont 40 ao 41
        f5 y 0 i 16 o 16 a 19 u 30 e 30 ro 30 io 30
        f6 o 0 oe 4 e 23 u 29 a 31 of 37 oh 45 ei 46 y 46 c 46 ai 46 lo 47 ko 47
        f8 o 0 oe 15 e 18 a 27 oga 28 oh 29 ho 29
        f9 u 0 uh 24 o 25 ou 26 uk 26 bu 31 yu 31 e 32 iu 36 tsu 37 ue 37 un 37 hu 37 ua 38 wu 38 ug 38 bhu 39 a 39
        fa u 0 ou 25 o 28 uu 30 e 32 yu 33 i 33 wu 36 uh 38 uk 41 ir 43 or 46 bu 47 ua 48 z 48 a 49
        fb u 0 o 15 iu 21 hu 25 yu 25 ru 27 a 29 zu 31 - 31 ju 32 e 32 uu 32 ou 33 ue 33 ung 35 wu 37
        fc u 0 ue 6 i 21 yu 27 a 30 y 32 e 34 o 35 hsu 37 uh 38 ou 39 ug 40 ui 42 uc 42 fu 42 ie 43 eu 46 v 46 uhn 46
        fd a 0 y 16 i 25 yr 40 ym 40 u 41 is 47 yn 47 yt 47 ene 47 ie 47 ey 48 ynk 49 j 50
        fe t 0 tho 15 - 16 the 16 th 18
        101 a 0 o 25 e 36 i 40 ia 41 u 42 aa 42 ah 46 at 46 - 46 ha 48 cha 53
        103 a 0 ma 17 i 17 ia 24 ae 24 e 26 u 28 aa 29 y 31 mah 33
        105 a 0 u 48 ad 53
        107 c 0 ch 20 ts 21 z 22 cs 26 owa 41 ca 44 cko 48 ova 48 qi 48 ty 48 q 48 k 48
        10d ch 0 c 6 cz 17 tch 26 j 27 tj 27 cs 28 t 29 tsc 37 tsj 37 tx 39 ova 41 ts 42 ce 45 - 45
        10f dy 0 dj 2 d 3 di 4
        111 d 0 t 2 dj 5 dz 23
        113 e 0 i 19 u 23 a 26 - 31 ue 32 ei 34 me 36 he 36 o 38 kfa 41 er 42 ho 42 eb 42 ee 44 em 44
        115 o 0 eb 0
        117 e 0 ea 21 us 21 s 21
        119 e 0 en 53 eci 55
        11b e 0 ie 25 a 37 ee 39 eh 40 je 40 u 41 oe 41 ye 43 - 43 ek 44 el 44 ova 44 i 46 ez 50 et 50 er 51 ha 51 ev 51
        11f g 0 gh 3 - 15 k 22 uga 25 ogo 25
        129 ai 0
        12b i 0 e 21 y 33 ii 33 yi 35 ie 37 a 37 ih 38 ei 41 u 43 io 44 id 47 h 51 ia 51 iy 52
        12d j 0 y 4 i 17 - 29 e 38 ui 45
        131 i 0 y 11 e 24 u 30 ov 32 - 36 ik 38
        13a l 0
        13c l 0 lj 18 lh 26 li 27 ly 30 lio 33
        13e l 0 lj 19 ly 23 li 24
        142 l 0 lin 32 la 33 owa 41 lo 44
        144 n 0 owa 38
        146 n 0 nh 17 nj 25 ni 28 ny 30 ns 31
        148 n 0 nj 12 ny 15 ni 16 nov 21 ova 23 nio 35 on 37 nak 38
        14d ou 0 oh 5 o 12 oo 22 u 44 yo 45
        14f eo 0 o 5 u 11 ou 24
        151 eo 0 o 7 a 7 oe 7
        159 r 0 ova 18 rz 35 ril 46 yy 46 i 46 rej 46
        15b s 0
        15f sh 0 s 8 sch 22 sz 26 ch 31 sj 34 - 38 ix 46
        161 sh 0 s 3 sch 20 sz 24 ch 27 sj 31 ova 38 sy 40 x 43 c 43 j 46 - 47
        165 t 0 j 9 ty 15 tj 18 ti 23 tak 23 k 24 te 25 g 27 - 31 cs 33
        169 u 0 o 11 gyu 20 lu 23
        16b u 0 uu 1 uh 13 o 26 yu 27 ou 40 hu 43 ue 45 ua 45 wu 46
        16d u 0 eu 1 w 14 ee 15 v 20 - 24 e 42 o 44
        16f u 0 ujo 30 uvo 32
        17a z 0 s 40 zi 42 zie 47 j 50
        17c z 0 zh 31 g 33 zy 42 zyn 44 j 51 dz 52 - 52 zj 52 sh 52 owa 52 sch 53 ze 53
        17e j 0 zh 1 z 2 zs 17 sh 24 zj 25 sch 25 c 26 je 36 r 37 - 39 ch 40 g 40 zi 41
        1a1 o 0 u 13 a 16
        1b0 - 0 e 1 i 2 u 5
        1ce a 0 o 23 e 24 u 31 aa 34 - 38
        1d0 i 0 ii 11 ih 12 ai 16 tzu 30 yi 30 ei 30 ik 31 hi 33
        1d2 o 0 u 4 eo 9 a 13 e 17 - 19 oo 22 hu 22 io 25
        1d4 u 0 uu 14 eu 20 uh 20 o 21 ou 24 yu 25 uk 27
        1e7 j 0
        219 s 0 sh 11 sch 19 e 26 uss 27
        21b t 0 ts 1 c 5 - 7 tz 14
        233 y 0 i 23 yt 30 yts 38 o 44
        259 a 0 e 11 eh 30 - 30 o 38 u 40 lar 47
        1e25 h 0 ch 12
        1e63 s 0 sh 1 tz 6 shu 10 su 10
        1e6d t 0 tt 11
        1e73 i 0 u 20 a 24
        1ea1 a 0 nha 12 la 12
        1ea3 a 0 o 11 e 18
        1ea5 a 0 ma 2 i 6 su 10 e 10
        1ea7 a 0 - 16 pa 16
        1ea9 a 0 o 9 e 11
        1eab e 0 ia 0
        1eb1 - 0 a 9 wa 11 r 12
        1ebd e 0 a 4 o 12 i 14
        1ebf e 0 - 17 a 20
        1ec7 e 0 - 2 i 8 ie 8 a 9
        1ecd o 0 ach 15 omo 15 io 16
        1ed3 o 0 u 10 or 16 a 18 ang 23
        1ee5 u 0 uom 4
        200061 a 0 - 36 e 42 ah 49
        200065 e 0 - 21 a 26 je 28 ye 28 i 38 ie 45 he 46
        200068 h 0 f 28 g 40 - 42 ch 44 kh 47
        200069 i 0 y 31 j 31 yi 34 - 44 e 45
        20006a j 0 y 16 ch 32 c 33 - 36 i 37 z 43 cs 45 g 46 je 47 k 48 t 49 zh 51
        20006f o 0 oh 23 oo 24 - 33 ou 43 u 45 a 46
        200075 u 0 eu 28 ou 34 o 36 yu 43 - 43 w 45 v 46 hu 47 oe 49 wu 52 iu 52
        200079 y 0 j 13 - 29 i 34 g 50
        400061 a 0 - 20 ak 31 ako 40 e 43 ya 44 ja 46 na 52 an 53
        400065 e 0 - 9 a 43 el 47 ye 50 je 51
        400068 h 0 - 23 ch 31 f 34 kh 41 g 45 j 50 ha 51 a 52 he 52
        400069 i 0 j 3 - 10 y 18 e 37 a 37 yi 40 gi 41 ih 44
        40006a j 0 i 7 - 9 y 10 dz 38 ch 47
        40006f o 0 eo 14 u 18 ou 25 - 27 oh 37 e 41 a 48
        400075 u 0 o 17 eo 20 oo 23 uu 30 ou 33 - 36 uk 37 uh 43 uko 45
        400079 y 0 j 6 - 10 i 17
        """
}
