"""Hand-drawn sprites: fruit and food, weapons and tools, vehicles, plants, symbols. Letters as in `menagerie`."""

THINGS = """
key         crown!  lemon     cloud         apple    melon       note      eye|     gem|    burger|  cherry
..###...... #.....# ...####.. ....####..... ....##.. ##......... ....##### ....#### ..##### ..###### ......##
.#yyy#..... a#...#a .##yyyy## ...#wwww##... .##.#g#. #g##......# ....#aaa# ..##wwww .#awaaa .#cwccwc ....##g#
#yy#yy##### #a#.#aa #yywyyyy# .##wwwwwww##. #rr#rr#. #gwr##..##g ....##### .#wwwaaa #awaaaA #ccccccc ...#.#g#
#y#.#yyyyyy #aa#aaa #ywyyyyy# #wwwwwwwwwww# #rwrrrr# .#gwrr##rwg ....#...# #wwwaa## ####### #cwccwcc ..#..##.
#yy#yy##y#y #aaaaaa #yyyyyyy# #wwwwwwwwwww# #wrrrrr# .#gwr#rr#wg ....#...# #wwwa### #wa#aaA #gggGggg .##...#.
.#yyy#..#.# #araaba .#yyyYYy# #wSwwSSwwwSw# #rrrrrr# ..#gwrrrrwg ..###.### #wwwaa## .#wa#aA #rrrrrrr #rr#.##.
..###...... #AAAAAA ..##yy##. .#SSSSSSSSS#. #rrrrRR# ...#gwwwwg# .#aa##aa# .#wwwaaa ..#wa#A #uuuuuuu #wrr#rr#
-           ####### ....##... ..#########.. .#rrrR#. ....#gggg#. .#aa##aa# ..##wwww ...#waA #yyyuyyy #rrR#wr#
-           -       -         -             ..####.. .....####.. ..##..##. ....#### ....#aA #ccccccc .##.#rR#
-           -       -         -             -        -           -         -        .....## .####### .....##.

banana   mug        beer       car            tank            moon    dice       pad|    pawn| phone    chest|
.......# .#.#.#.... ..wwww.... ....######.... ......####..... ...#### ...#####.. ..####. ...## .######. .######
......#u ..#.#.#... .wwwwww##. ...#bbb#bb#... .....#aaa###### .##yyy# ..#wwww##. .#aaaa# ..#aa #AAAAAA# #aaaaaa
.....#y# ########.. #wwwwww#.# ..#bwb#bbb#... .....#aaaaaaaa# #yyy##. .#w#w#w#x# #aaaaa# ..#aa #bbbbbb# #aAaaaa
.....#y# #cUcUcc##. #wyyywy#.# .##bbb#bbb###. ..########.###. #yy#... #wwwww#xx# #aa#aaa ...#a #bwbbcb# #aAaaaa
....#yy# #aaaaaa#.# #yyyyyy#.# #aaaaa#aaaaaa# .#aaaaaaaa#.... #y#.... #######x#x #a###aa ..### #bwbccb# #######
...#yyY# #awaaaa#.# #ywyywy#.# #ywaaa#aaaaar# #aabaaaaaaa#... #y#.... #w#ww##xx# #aa#aaa ...#a #bbcccb# #bbbb#y
###yyY#. #aaaaaa##. #ywyywy##. #aaaaaaaaaaaa# #############.. #yy#... #www#w#xx# #aaaaaa ...#a #ggggGG# #aaaa#y
#yyyYY#. #aaaaaa#.. #ywyywy#.. ##wx##aa##wx## #x##x##x##x##.. #Yyy##. #ww#ww##x# #aaa### ..#aa #ggGGGG# #aAaaa#
.#yYY#.. #AAAAAA#.. #YYYYYY#.. .#xx#..#.#xx#. .#w##w##w##w#.. .#YYyy# #w#www#x#. #aa#... .#aaa #AA##AA# #aAaaaa
..###... .######... ########.. ..##......##.. ..##########... ..####. ########.. .##.... ##### .######. #AAAAAA
-        -          -          -              -               -       -          -       -     -        #######

cupcake| pizza       axe       bomb      bolt     train         ufo|     rook| potion| bell!   castle|
....#r   ########... ...###... ......#r. ....#### .##......##.. ....#### ##.## ..###   .....## #.##.##.
...##r   #uuuuuuu##. ..#xxx##. .....#.yr ...#yy#. .##.....#cc#. ...#bwbb #a##a ..#bb   ....#yy ########
..#aaa   #cccccccuu# .#xwwx#c# ....#.... ..#yy#.. ####..####### ..#bwbbb #aaaa ..###   ...#ywy #xxxxxx#
.#aaya   .#yyrryycu# #xwwx#c#. ..####... .#yy#### #aa##.#bbbb## ..#bbbbb .#### ...#w   ..#ywyy .#xxxxx.
#aaaaa   ..#yrryyy## #xww#c#.. .##w###.. #yyyyy#. #aa#####bb#aa .####### ..#aa ...#w   ..#ywyy .#x##xx.
#bABaa   ..#yyyygy#. #xx#c#... ##w#####. ####yy#. #aaaaaa#bb#aa #aaaaaaa ..#aa ..#ww   ..#yyyy .#x##xx.
#AAAAA   ...#yyyy#.. .##c#.... ##w#####. ..#yy#.. #aaaaaa####aa #ayaayaa ..#aa .#www   .#yyyyy .#xxxxx.
.#cCcC   ...#ryy#... ..#c#.... ########. ..#y#... #AAAAAAAAAAAA .#AAAAAA ..#aa #waaa   .#yyYYY .#xxx##.
.#cCcC   ....#y#.... .#c#..... ########. .#y#.... ############. ..###### .#### #aawa   #yyyyyy .#xx#cc.
..#CcC   ....#y#.... #c#...... .######.. .##..... #wx#wx#.#wx#. ....y..y #aaaa #aaaa   ####### .#xx#cc.
..####   .....#..... ##....... ..####... .#...... .##.##...##.. ...y...y ##### #Aaaa   ....#YY .#xx#cc.
-        -           -         -         -        -             -        -     .####   .....## .######.

cactus         umbrella! mushroom| ball|   cup|    icecream! sword         ship           tree|    egg!    star!
.....####..... ......#   ....###   ....### .###### ...###    ...........## .......#...... ...###.. ....### ......#
....#gwgg#.... ...###a   ..##awa   ..##rrr #yyyyyy ..#wwa    ..........#w# ......#w#..... ..#ggg## ...#aaa .....#y
.##.#gwgG#.... ..#abba   .#awwaa   .#wrrrr #y#yyyy .#aawa    .........#wx# .....#ww#w.... .#ggwggg ..#aaaa .....#y
#gg##gwgG#.##. .#aabba   .#wwwaa   .#wrrrr #y#ywyy .#aaaa    ........#wx#. ....#www#ww... #ggwgggg .#bbabb ....#yy
#gG##gwgG##gg# #aabbaa   #aawwaa   #rrrrr# #y#ywyy #aaaaa    .......#wx#.. ...#wwww#www.. #gggggrg .#abbab #####yy
#gG##ggGG##gG# #aabbaa   #aaaaaw   #rrrr## .##yyyy #AAAAA    ......#wx#... ..#wwwww#www#. #gGgggGg #aaaaaa #yyyyyy
#ggggggGG##gG# ##.##.#   #awaaww   #####ww ..#yYyy #cCcCc    .##..#wx#.... .########ww#.. .#GGgGGG #cacaca .#yyy#y
.#gggggGGgggG# ......#   #wwa###   #wwww## ...#yyy .#cCcC    .#a##wx#..... .......#...... ..##GGGG #acacac ..#yy#y
..####gGGgGG#. ......#   .##ssss   #wwwww# ....#yy ..#CcC    ..#a#x#...... ############## ....#### #aaaaaa ..#yyyy
.....#ggG###.. ......#   ..#s#ss   .#wwwww .....#y ...#Cc    ...#a#....... #cccccccccccc# .....#cC .#bbbbb .#yyyyy
.....#ggG#.... ....#.#   ..#s#ss   .#wwwww ....#yy ...#cC    ..#c##a#..... .#CwCCwCCwCC#. .....#cC .#aaaaa .#yyy##
....######.... ....###   ...#sss   ..##www ...#bbb ....#c    .#c#..##..... ..#CCCCCCCC#.. ....#ccC ..##aaa #yy##..
-              -         ....###   ....### ...#### .....#    ###.......... ...########... ...##### ....### ###....

hourglass| knight     tv|      plane!   house|   pine!  tulip!  flower! anchor! king!  rocket!
######     ...##.#... .#...... ......## ......## .....# #..#..# ..##... ....##  .....# .....#
#cccc#     ...#a##... ..#..... ......#w .....#aa ....#g a##a##a .#aa### ...#aa  ....## ....#a
.#w...     ..#aaaa#.. ...#..#. ......#w ....#aaa ....#g #aaaaaa .#aa#aa ...#a#  .....# ...#aa
.#ww..     .#aa#aaa#. ######## .....#ww ...#aaaa ...#gg #aaAaaa ..#aaaa ...#aa  .##.## ...#aa
..#wyy     #aaaaaaaa# #cccccc. .....#bb ..#aaaaa ..#ggG #aaAaaa .#aa#yy ....#a  #aa#aa ..#www
...#wy     #aaa#aaaa# #c#####. ..####ww .#aaaaaa ...#gG .#aaaaa .#a#yyy ..####  #aaa#a ..#wbb
....#y     .##.#aaaa# #c#bwbb. ###aaaww #aaaaaaa ..#ggg ..##aaa .#aa#yy .#aaaa  #aaaaa ..#wbw
...#wy     ...#aaaaa# #c#wbbb. #aaaaaww ##wwwwww .#gggG ....### ..#aaaa ..####  .#aaaa ..#wbb
..#wyy     ..#aaaaa#. #c#bbba. #####aww .#w##www ..#ggG ##....g .#aa#aa #...#a  ..#aaa ..#www
.#wyyy     ..#aaaaa#. #c#bbaa. .....#ww .#wb#wcc .#gggg #g#...g ..##.## a#..#a  ..#### .##www
.#yyyy     .########. #c#####. .....#ww .#w##wcc #ggggG #gg#..g ..##..g #a#.#a  ..#aaa #a#www
#cccc#     .#aaaaaa#. #cccccc. ...##aww .#wwwwcy ###### .#ggg#g .#gg#.g #aa##a  ..#aaa #aa#ww
######     .########. ######## ..#aaaaa .#wwwwcc ....#u ..#gggg ..#gggg .#aaaa  .#aaaa #a##aa
-          -          -        ..###### .####### ....## ...#### ...###g ..##aa  #aaaaa ##.#ry
-          -          -        -        -        -      -       ......g ....##  ###### ...#ry
-          -          -        -        -        -      -       -       -       -      ....#y
-          -          -        -        -        -      -       -       -       -      .....#
"""
MINIATURES = """
fish    cup  crown! a! bird  sword note duck   gem! b| tulip! skull! tree! cat      man! arrow! invader| squid|
a..aaa. aaa. a.a    .a ..aa. ....w .aaa .yy... .aa  .# a.a    .www   ..g   a..a...a .s   ...a   ..a.     ..aa
aaaaa#a aaaa aaa    aa .a#ac ...w. .a.a .y#o.. awa  a# aaa    wwww   .gg   aaaa...a .s   ..aa   a.aa     .aaa
aaaaaaa aaaa aya    wa aaaa. c.w.. .a.a yy..yy aaa  aa .aa    w#ww   ggg   a#a#..a. aa   .aaa   aaaa     aaaa
a..aaa. aaa. aaa    .a .aaa. .c... aaaa .yyyy. .aa  wa ..g    wwww   .gg   aaaaaaa. sa   aaaa   a.aa     a.aa
-       -    -      a. ..c.. u.c.. aa.a .yyyy. ..a  aa ggg    .www   ggg   .aaaaaa. .b   ..aa   aaaa     aaaa
-       -    -      -  -     -     -    -      -    a. .gg    .w.w   ..u   .a.a.aa. .b   ..aa   .a..     .a.a
-       -    -      -  -     -     -    -      -    -  -      -      -     -        -    -      a...     a.a.

crab! face| cap
.a..  .aaa  ..rrr.
..a.  aaaa  .rrrrr
.aaa  aa#a  .usus.
a.aa  aaaa  usssss
aaaa  a#aa  .rbbr.
a.aa  aa##  rrbbrr
a.a.  .aaa  .b..b.
"""
