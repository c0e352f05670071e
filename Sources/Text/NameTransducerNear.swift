extension NameTransducer {
    /// Written by `bin/fit-name-transducer`: a letter's code point (with 200000 at the start of a word, 400000
    /// behind an i), then its plain Latin spellings (`-` for none), each with how much dearer it is than the
    /// likeliest, in tenths of a nat.
    static let tableNear = """
        390 i 0 j 31
        3ac a 0 - 34 e 37 u 47
        3ad e 0 a 27 er 34 i 39 he 43 et 47 re 49 eu 52 u 53
        3ae i 0 e 14 a 34 y 41 he 45 - 49 es 49 ato 49 mbo 49 j 50
        3af i 0 y 33 ie 37 e 38 - 39 is 47
        3b1 a 0 - 41 e 43
        3b2 v 0 b 16 w 22 ve 44 - 45 ves 45
        3b3 g 0 - 18 y 22 j 27 n 36 ng 38 w 45 ll 48 ill 50
        3b4 d 0 de 51
        3b5 e 0 - 30 a 45
        3b6 z 0 j 12 s 20 g 21 je 24 ge 29 gi 29 c 31 se 32 gg 39 zz 45 xh 48 ges 48 yes 48
        3b7 i 0 e 10 is 41 - 44 a 52
        3b8 th 0 t 25 f 43 the 46 z 46 tha 50 squ 50 s 52 c 52
        3b9 i 0 - 22 y 24 j 40 ie 42 e 43
        3ba k 0 c 12 - 14 ck 36 ch 41 u 42 q 46 g 46
        3bb l 0 ll 33 - 45 le 46 lle 51
        3bc m 0 - 12 me 48 mm 52
        3bd n 0 d 20 - 31 ne 38 nn 44 nne 51 de 52 ns 53
        3be x 0 ks 18
        3bf o 0 - 16 u 49
        3c0 p 0 b 6 pp 45
        3c1 r 0 re 46 rd 55
        3c2 s 0 - 26 sz 27 ce 47 z 49 ss 52
        3c3 s 0 c 26 ch 32 sz 34 sh 35 ss 37 z 38 sch 47 - 53
        3c4 t 0 - 10 d 21 th 40 tt 46 te 49
        3c5 u 0 y 20 i 22 v 24 w 28 f 36 o 42 - 42 s 44 is 49
        3c6 f 0 ph 15 v 29 w 34 ff 42 vs 50
        3c7 h 0 ch 1 j 32 x 34 kh 35 c 36 k 42 g 44
        3c8 ps 0
        3c9 o 0 au 25 - 37 eau 45 oh 53 on 53 alv 54 ho 54
        3ca i 0 y 2 ide 27 j 28
        3cb y 0 i 7
        3cc o 0 ot 45 a 45 au 46 u 49 oh 50 - 52 eu 54
        3cd u 0 y 21 i 25 v 31 o 39 f 42 ux 49 e 49 ew 52
        3ce o 0 eau 34 au 34 aud 36 - 48 aw 48 odo 48 a 48 sau 49
        430 a 0 - 37 o 39 e 40 u 47
        431 b 0
        432 v 0 w 7 u 35
        433 g 0 h 15 gu 39 gh 45 q 50
        434 d 0 - 18 de 48
        435 e 0 a 30 ie 38 i 46 je 48 ye 49 ier 52 et 53 o 54
        436 j 0 z 7 g 8 zh 9 ge 16 gi 20 - 21 je 22 sch 22 rz 23 c 24 sh 30 zs 32 zj 41 r 43
        437 z 0 s 10 j 21 - 29 se 40 es 40
        438 i 0 y 19 ie 38 e 46 ey 46 hi 47 ee 48 - 50 ea 52
        439 i 0 y 6 - 13 j 15 igh 39 u 40
        43a k 0 c 19 ck 37 - 39 ch 44 q 48 qu 51
        43b l 0 ll 42 le 43 - 54
        43c m 0 - 53 me 55
        43d n 0 ne 41 nn 47 - 49 ng 52
        43e o 0 a 37 au 52
        43f p 0 pe 48 pp 51 b 54
        440 r 0 re 51
        441 s 0 sh 35 c 38 ss 38 x 42 z 42 sz 42 ce 51
        442 t 0 th 30 ch 39 te 47 tt 50 c 54
        443 u 0 ou 30 - 32 o 34 w 34 oo 38 h 41 oe 52
        444 f 0 ph 27 h 35 ff 41 th 41 v 42
        445 h 0 ch 12 kh 17 j 29 x 42 g 43 - 45 k 48
        446 c 0 ts 1 z 4 t 12 tz 17 - 43 cz 44
        447 ch 0 c 4 cz 11 tch 29 tsc 32 tj 33 ci 35 cs 36 - 42 tsj 43 tx 44 ts 46
        448 sh 0 s 2 sch 7 sz 13 ch 17 sj 35 rz 36 x 41 che 43
        449 shc 0 sch 2 szc 3 sc 10 st 17 sjt 23 zcz 23 sh 25 cht 26 sts 26 shs 34 sht 37 sx 37 tch 39 scz 41
        44a a 0 - 2 e 14 i 26 u 26 o 27 ho 30 hi 31 er 33 gy 34 g 34 ha 34 wa 35 bo 35 j 35 un 35 ne 36 y 37
        44b y 0 i 8 - 27 o 36 a 41 u 41 e 42 ie 46
        44c - 0 i 38 j 40 l 44 y 44 le 54
        44d e 0 a 11 ai 48 i 51
        44e u 0 yu 12 iu 14 ju 15 y 19 ew 23 iou 34 ue 34 hew 43 ugh 43 uh 43 joe 45 - 46 e 46
        44f ya 0 ia 6 ja 7 a 8 e 19 - 23 la 33 ie 36 ea 37 y 44
        451 o 0 yo 9 jo 15 e 15 u 20 io 26 oe 26 ho 27 eu 28 oh 32 i 36 ieu 37 yu 42 yeo 43 a 43 you 44
        452 d 0 gi 2 g 7 dz 16 dj 17 j 19 gy 23 ji 27 chi 32 ge 34 jy 34 k 35 i 36 gel 37
        453 d 0 g 2 gy 5 dz 11 gj 12 j 13
        454 e 0 ie 3 je 9 ye 12 ier 29 jo 31
        456 i 0 y 30 ie 38 e 41 ey 45 ee 50 its 52
        457 i 0 ji 19 yi 24 e 32 ye 35 ii 35 is 36 hi 40 y 42 j 42 lly 42
        458 j 0 - 8 y 13 i 13 us 37 e 44
        459 lj 0 l 24 li 25 ly 29 ll 31 lh 36
        45a nj 0 n 8 gn 22 ni 26 ny 29
        45b c 0 ch 45 cs 48
        45c c 0 q 14
        45e u 0 w 2 v 4 vs 37 - 39 va 46
        45f j 0 dz 8 g 11 c 14 gi 16 ch 25 xh 29 ge 31 zh 33 y 35 jh 37 dj 39 chi 40 dge 40 dg 40 jay 41 gg 41 z 44
        491 g 0 q 47 gu 48 h 50 gh 52 k 54
        493 g 0 - 6 gh 9 q 26
        49b q 0 k 5 h 25 ug 35 lkh 36
        4a3 n 0 ng 1
        4af u 0
        4b1 u 0 o 25 ou 28 ogh 34 ov 34
        4b3 h 0 kh 24 - 26 ch 30
        4b7 j 0 dz 13 c 19 g 20 ge 23 d 26 dzh 28 gi 29 - 33 z 36
        4bb h 0 vh 16
        4d9 a 0 e 23 u 36 med 36 ya 36
        4e3 i 0 y 15 ie 22 iy 25 ijs 26
        4e9 u 0 o 8 e 23 orl 28
        4ef o 0 u 12 ose 16
        561 a 0 e 42 - 43
        562 b 0 p 37 v 44 oba 50 bh 50
        563 g 0 k 28 gu 37 h 38 q 43 go 46 ga 46 ha 46 gi 47
        564 d 0 de 33 du 44 t 45 do 49 gy 51 da 51
        565 e 0 a 33 i 37 ie 45 - 49
        566 z 0 s 15 - 40 se 41
        567 ev 0 e 5 ve 9
        568 - 0
        569 t 0 th 14 d 35 tt 38
        56a j 0 - 0 g 2 zh 3 z 7
        56b i 0 y 29 - 41 ie 41 e 42 ij 44 is 51 ee 52
        56c l 0 ll 37 ele 48 les 48 li 49
        56d kh 0 ch 2 j 12 h 17 k 18 g 23
        56e ts 0 x 15
        56f k 0 c 27 g 37 wke 52
        570 h 0 - 22 g 33 sih 34
        571 dz 0 z 11 ds 15
        572 gh 0 ele 21 g 22 gos 27 - 28 ga 28 ldu 28
        574 m 0 ms 48 ume 53
        575 y 0 i 6 j 11 - 18 u 46 l 46
        576 n 0 ne 43 - 49 nn 51 ns 52
        577 sh 0 s 7 ch 17 sch 18 sj 29
        578 o 0 - 6 au 47
        579 ch 0 c 11 tch 19 cz 24 chu 26 tsc 27 tj 28 s 31 cs 35
        57a p 0 b 14 pp 31
        57b j 0 ge 15 dj 16 gi 17 dz 17 c 18 dsc 26 g 26
        57c r 0 rob 37
        57d s 0 - 29 c 35 z 36 sz 37 ss 38 ce 49 e 52 sa 53 cho 53
        57e v 0 w 11 u 28 - 31 vs 46
        57f t 0 tt 36 te 41 d 41 th 41 - 43 tte 50 tin 50
        580 r 0 - 44 rd 50 re 51 rt 53 ri 54
        581 ts 0 z 6 c 11 - 19 tz 25
        582 u 0 - 30 e 43 ew 46 v 46 aw 52 uts 54
        583 p 0 f 22 ph 26
        584 k 0 x 12 ch 22 c 28 euk 33
        586 f 0 v 30 ph 33 pho 37
        587 ev 0 jew 16 ew 18 av 20 yev 21 rny 23 jev 24
        10d0 a 0
        10d1 b 0 - 30
        10d2 g 0 q 49 gu 52
        10d3 d 0 nes 53
        10d4 e 0 - 39 a 50
        10d5 v 0 w 33
        10d6 z 0 s 26 es 46 zo 50
        10d7 t 0 th 39 the 54
        10d8 i 0 - 26 y 47
        10d9 k 0 c 32 ck 51 ch 54
        10da l 0 ll 55
        10db m 0
        10dc n 0
        10dd o 0
        10de p 0 b 41 pp 44
        10df zh 0 ge 27 j 29 z 31 g 35 je 36
        10e0 r 0
        10e1 s 0 - 40 ss 41 c 43 z 48 sz 49 es 52 ce 54
        10e2 t 0 tt 47 th 54
        10e3 u 0 ou 44
        10e4 p 0 f 11 ef 29 ph 36 ff 43 w 47 h 47 b 47
        10e5 k 0 x 33 c 45 ch 45
        10e6 gh 0 g 17
        10e7 k 0 q 28
        10e8 sh 0 s 37 sch 44 ch 50 sj 52
        10e9 ch 0 c 35 tj 43 cz 46 tch 48 tsc 48
        10ea ts 0 z 32 c 33 tz 35 t 44 zj 49
        10eb dz 0 ds 40 z 52 j 55
        10ec ts 0 c 37
        10ed ch 0 tch 37 tsc 39 tj 42 c 44
        10ee kh 0 ch 25 h 39 x 42 j 43 k 50
        10ef j 0 dz 30 dzh 34 g 34 c 35 gi 36 dsc 45 jea 48 ge 48 ges 48
        10f0 h 0
        2003b1 a 0 e 48
        2003b5 e 0 he 27 - 36 hen 40
        2003b7 e 0 i 3 he 4
        2003b9 i 0 j 7 gi 24 y 24 hi 29 hy 35 hip 35 im 36
        2003bf o 0 - 4 h 30 ho 30 au 32 a 37
        2003c5 hu 0 y 5 i 8 u 12 hy 12
        200430 a 0 o 46 e 47 - 49 ha 50
        200435 e 0 je 19 a 22 ye 23 he 36 o 39 ie 43 ai 50 ee 51
        200438 i 0 j 31 y 35 e 39 ea 46 hi 48 ji 48
        200439 j 0 y 13 i 26 g 30 gj 39 ye 43 hi 45 jo 46 hj 46 ja 46 - 48 c 49 gi 50 dz 51
        20043e o 0 - 29 a 31 au 34 ho 46 oh 49 aa 50
        200443 u 0 w 7 wh 25 v 31 o 32 ou 36 hou 43 hu 47 ul 47 uh 48
        20044d e 0 a 21 he 31 o 46 ea 51 eu 52 eh 53
        20044e ju 0 yu 5 jo 16 hu 26 you 31 eu 32 iou 32 iu 32 u 35 ew 35 jy 40 joe 40 y 41 yuu 44 yo 44 hju 45 juo 45
        20044f ya 0 ja 1 ia 29 e 43 jah 45 you 46
        200451 yo 0 jo 13 go 38 you 40 yeo 42 e 42 co 48 o 48
        200454 je 0 ye 7 e 10 jo 20 ie 23 ja 31 ya 40 gje 40 hie 40 jae 40
        200456 i 0 - 24 y 38 j 42 hi 43 e 47 ji 48 ea 50
        200457 yi 0 ji 3
        2004d9 a 0 abd 33
        200565 je 0 ye 3 e 4 y 11 es 11 ie 12
        200567 e 0 a 19
        200570 h 0 - 26 ha 39
        200575 j 0 y 5 i 16 ge 28
        200578 - 0 o 10 wa 14 wh 15
        200585 o 0 au 22
        2010d4 e 0 el 29 a 30 em 35 je 37 ye 37 he 40 me 41
        2010d8 i 0 j 17 y 25
        2010f0 h 0 hay 34
        4003b1 a 0 ya 40 - 44 ams 46 ja 48 jah 50 e 52 ar 53
        4003b5 e 0 er 20 aja 33 udo 35
        4003b7 e 0 el 10
        4003bf o 0 - 11 u 28 op 49 the 49 tz 49 jac 49
        400430 a 0 o 36 ah 46 ja 50
        400435 e 0 je 16 ye 17 - 28 a 33 ie 43 he 48
        400438 i 0 - 26 e 27 y 32 us 44 a 44 yi 51
        400439 - 0 j 13 i 17 y 26 us 33 s 44 o 50
        40043e o 0 - 39 ot 42 a 48 oh 53
        400443 u 0 o 22 ou 27 l 46 an 47 ao 51 - 51 oux 53 wh 53 wu 53 ui 53 nou 53
        40044d e 0 a 26 - 37 el 43 seu 45 de 46 ehe 46 ai 46 ea 47 eh 47
        40044e ju 0 yu 3 u 11
        40044f a 0 ya 8 ja 13 e 25 ia 33 - 41 as 42 ah 43 o 44
        400451 yo 0 jo 17 o 20 a 27 eu 27 lla 34
        400454 e 0 je 10 ye 15 ie 21
        400456 i 0 e 15
        400457 i 0 e 6 yi 6 ji 8 - 22
        400565 e 0 er 24
        400575 y 0 lla 16 eu 16
        400578 o 0 - 14 ah 21 j 22
        4010d4 e 0 a 15 je 28
        """
}
