"""What characters are put together from: left halves of 16 columns, side by side, the first row after ``@``.

Letters: ``h`` hair, ``i`` hair one step darker, ``s`` skin, ``z`` skin darker, ``e`` eye, ``o`` top, ``O`` top darker,
``q`` second color, ``l`` legs, ``b`` boots, ``t`` hat, ``T`` hat's band, ``w`` white, ``#`` outline, ``p`` cheek.
"""

HEADS = """
round@4  wide@4   calm@4   dots@4
....ssss ...sssss ....ssss ....ssss
..ssssss .sssssss ..ssssss ..ssssss
.sssssss .sssssss .sssssss .sssssss
.sssssss .sssssss .sssssss .sssssss
.sssssss .ssee#ss .ss###ss .sssssss
.sswesss .sswe#ss .ssse#ss .sss#sss
.ssseess .ssee#ss .ssse#ss .sss#sss
.spsssss .spsssss .sssssss .sppssss
..ssssz# ..sssss# ..sssszz ..ssss##
...sssss ....ssss ...sssss ...sssss
"""

HAIR = """
bald@5   mohawk@0 beard@10 short@2  spiky@0  ears@0   part@2   afro@1   bob@2    tails@2  long@2
.....ww. ......hh .hs..... .....hhh ..h...h. .hh..... ....hhhh ...hhhhh ....hhhh ....hhhh .....hhh
-        ......hh .hhsssss ...hhhhh ..hh.hhh hhph.... ..hhhhhh .hhhhhhh ..hhhhhh ..hhhhhh ...hhhhh
-        .....hhh .hhhhhh# ..hhhhhh ...hhhhh hppphhhh .hhhhhhh hhhhhhhh .hhhwwhh q.hhhhhh ..hhhhhh
-        .....hhh ..hhhhhh .hhhhhhh h.hhhhhh hhphhhhh .hhhhhhi hhhhhhhh .hhhhhhh qhhhhhhh .hhhhhhh
-        ......hh ...hhhhh .hhhshhh .hhhhhhh .hhhhhhh hhhhhi.. hhhhhhhh hhhhhhhh hhhhhhhh .hhhhhhh
-        ......ii ....hhhh .hhssshs ..hhhhhh .hhhhhhh hhhi.... hhhshhhh hhhhshhs hhhhshhs hhhshhsh
-        -        -        .i...... .hhhshhs .hhhhhhh hhi..... hhh..... hhi..... hih..... hhh.....
-        -        -        -        .hhs.sh. .hhshhsh .hi..... hhi..... hhi..... hih..... hhi.....
-        -        -        -        -        -        -        .hi..... hhi..... hi...... hhi.....
-        -        -        -        -        -        -        -        hhi..... hi...... hhi.....
-        -        -        -        -        -        -        -        .hii.... hi...... hhi.....
-        -        -        -        -        -        -        -        -        hi...... hhi.....
-        -        -        -        -        -        -        -        -        h....... .hhi....
-        -        -        -        -        -        -        -        -        -        .hhi....
-        -        -        -        -        -        -        -        -        -        .hii....
-        -        -        -        -        -        -        -        -        -        ..ii....
"""

HATS = """
band@5   halo@0   goggles@7 cap@2    crown@1  bow@1    straw@2  top@0    beanie@1 wizard@0 horns@0  helmet@2
.ttttttt ...yyyyy .#######  ...ttttt .y...y.y .tt..... ....yyyy ...ttttt ......ww ......tt w....... ....xxxx
tTTTTTTT ..y..... .#ttt#tt  ..tttttt .yy.yyyy tttt.... ...yyyyy ...ttttt ....tttt .....ttt ww...... ..xxxwxx
-        ...yyyyy .#######  ..ttTTTT .yyyyyyr tTtt.... ...rrrrr ...ttttt ..tttttt ....tttt .ww..ttt .xxxxxxx
-        -        -         .ttttttt .YYYYYYY .tt..... yyyyyyyy ...TTTTT ..tTtTtT ...tttwt ..tttttt .xxxxxxx
-        -        -         -        -        -        -        .ttttttt .wwwwwww ..TTTTTT .tttwttt .xxxyyyy
-        -        -         -        -        -        -        -        -        tttttttt .ttttttt xxx.....
-        -        -         -        -        -        -        -        -        -        .TTTTTTT xxx.....
-        -        -         -        -        -        -        -        -        -        -        xxx.....
-        -        -         -        -        -        -        -        -        -        -        xxx....x
-        -        -         -        -        -        -        -        -        -        -        .xx...xx

hood@2
....tttt
..tttttt
.ttttttt
.ttttttt
tttttttt
ttt.....
ttt.....
tt......
tt......
tt......
ttt.....
.ttt....
"""

BODIES = """
bust@14  shirt@14 stripe@14 armor@14 suit@14  overall@14 bare@14  dress@14 robe@14
....ssss ....oooo ....oooo  ....xxxx ....##ww ....oqoo   ....ssss ....oooo ....oooq
..ooosss ...ooooo ...oqqqq  ..xxxwxx ...###wt ...ooqoo   ...sssss ...ooqoo ...ooooq
.ooooooo ..sooooo ..sooooo  ..xwxxqx ..s###wt ..ooqqqq   ..ss.sss ..sooqoo ..oooooq
oooooqoo ..s.oooo ..s.qqqq  ..s.xqqq ..s.#### ..w.qyqq   ..s.sssz ..s.oooo ..OooTTT
oooooqoo ....llll ....llll  ....xxqx ....#### ....qqqq   ....llll ...ooooo ..s.oooq
-        ....ll.. ....lll.  ....ll.. ....##.. ....qq..   ....ll.. ..oooooo ...ooooq
-        ....ll.. ....ll..  ....xx.. ....##.. ....qq..   ....ss.. ..qqqqqq ...oooOq
-        ...bbb.. ...bbb..  ...xxx.. ...###.. ...bbb..   ...bbb.. ....ss.. ..ooooOq
-        -        -         -        -        -          -        ....bb.. ..OOOOOO
"""

HELD = """
heart cup   shield sword tulip flagpole balloon staff
rr.rr www.. qqqqq  ..w.  .r.r  crrr     .tt.    yyy
rwrrr wwwww qwwtq  ..w.  .rrr  cwww     tttt    yty
rrrrr www.w qwttq  ..w.  ..r.  crrr     twtt    yyy
.rrr. wwwww qttoq  ..w.  ..g.  c...     tttt    .c.
..r.. www.. .qoq.  ..w.  .gg.  c...     .tt.    .c.
-     -     ..q..  .ccc  ..g.  c...     ..c.    .c.
-     -     -      ..c.  ..g.  c...     .c..    .c.
-     -     -      -     -     c...     ..c.    .c.
-     -     -      -     -     c...     ..c.    .c.
-     -     -      -     -     -        -       .c.
-     -     -      -     -     -        -       .c.
"""
