"""What characters are put together from: left halves of 16 columns, each a layer that starts at its own row.

Letters: ``h`` hair, ``i`` hair one step darker, ``s`` skin, ``z`` skin darker, ``e`` eye, ``o`` top, ``O`` top darker, ``q`` second color,
``l`` legs, ``b`` boots, ``t`` hat, ``T`` hat's band, ``w`` white, ``#`` outline, ``p`` cheek.
"""

HEADS = """
round 4
....ssss
..ssssss
.sssssss
.sssssss
.sssssss
.sswesss
.ssseess
.spsssss
..ssssz#
...sssss

wide 4
...sssss
.sssssss
.sssssss
.sssssss
.ssee#ss
.sswe#ss
.ssee#ss
.spsssss
..sssss#
....ssss

calm 4
....ssss
..ssssss
.sssssss
.sssssss
.ss###ss
.ssse#ss
.ssse#ss
.sssssss
..sssszz
...sssss

dots 4
....ssss
..ssssss
.sssssss
.sssssss
.sssssss
.sss#sss
.sss#sss
.sppssss
..ssss##
...sssss
"""

HAIR = """
short 2
.....hhh
...hhhhh
..hhhhhh
.hhhhhhh
.hhhshhh
.hhssshs
.i......

spiky 0
..h...h.
..hh.hhh
...hhhhh
h.hhhhhh
.hhhhhhh
..hhhhhh
.hhhshhs
.hhs.sh.

long 2
.....hhh
...hhhhh
..hhhhhh
.hhhhhhh
.hhhhhhh
hhhshhsh
hhh.....
hhi.....
hhi.....
hhi.....
hhi.....
hhi.....
.hhi....
.hhi....
.hii....
..ii....

bob 2
....hhhh
..hhhhhh
.hhhwwhh
.hhhhhhh
hhhhhhhh
hhhhshhs
hhi.....
hhi.....
hhi.....
hhi.....
.hii....

tails 2
....hhhh
..hhhhhh
q.hhhhhh
qhhhhhhh
hhhhhhhh
hhhhshhs
hih.....
hih.....
hi......
hi......
hi......
hi......
h.......

bald 5
.....ww.

mohawk 0
......hh
......hh
.....hhh
.....hhh
......hh
......ii

afro 1
...hhhhh
.hhhhhhh
hhhhhhhh
hhhhhhhh
hhhhhhhh
hhhshhhh
hhh.....
hhi.....
.hi.....

ears 0
.hh.....
hhph....
hppphhhh
hhphhhhh
.hhhhhhh
.hhhhhhh
.hhhhhhh
.hhshhsh

part 2
....hhhh
..hhhhhh
.hhhhhhh
.hhhhhhi
hhhhhi..
hhhi....
hhi.....
.hi.....

beard 10
.hs.....
.hhsssss
.hhhhhh#
..hhhhhh
...hhhhh
....hhhh
"""

HATS = """
top 0
...ttttt
...ttttt
...ttttt
...TTTTT
.ttttttt

wizard 0
......tt
.....ttt
....tttt
...tttwt
..TTTTTT
tttttttt

cap 2
...ttttt
..tttttt
..ttTTTT
.ttttttt

crown 1
.y...y.y
.yy.yyyy
.yyyyyyr
.YYYYYYY

beanie 1
......ww
....tttt
..tttttt
..tTtTtT
.wwwwwww

helmet 2
....xxxx
..xxxwxx
.xxxxxxx
.xxxxxxx
.xxxyyyy
xxx.....
xxx.....
xxx.....
xxx....x
.xx...xx

horns 0
w.......
ww......
.ww..ttt
..tttttt
.tttwttt
.ttttttt
.TTTTTTT

halo 0
...yyyyy
..y.....
...yyyyy

bow 1
.tt.....
tttt....
tTtt....
.tt.....

straw 2
....yyyy
...yyyyy
...rrrrr
yyyyyyyy

goggles 7
.#######
.#ttt#tt
.#######

band 5
.ttttttt
tTTTTTTT

hood 2
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
shirt 14
....oooo
...ooooo
..sooooo
..s.oooo
....llll
....ll..
....ll..
...bbb..

stripe 14
....oooo
...oqqqq
..sooooo
..s.qqqq
....llll
....lll.
....ll..
...bbb..

dress 14
....oooo
...ooqoo
..sooqoo
..s.oooo
...ooooo
..oooooo
..qqqqqq
....ss..
....bb..

robe 14
....oooq
...ooooq
..oooooq
..OooTTT
..s.oooq
...ooooq
...oooOq
..ooooOq
..OOOOOO

armor 14
....xxxx
..xxxwxx
..xwxxqx
..s.xqqq
....xxqx
....ll..
....xx..
...xxx..

suit 14
....##ww
...###wt
..s###wt
..s.####
....####
....##..
....##..
...###..

overall 14
....oqoo
...ooqoo
..ooqqqq
..w.qyqq
....qqqq
....qq..
....qq..
...bbb..

bare 14
....ssss
...sssss
..ss.sss
..s.sssz
....llll
....ll..
....ss..
...bbb..

bust 14
....ssss
..ooosss
.ooooooo
oooooqoo
oooooqoo
"""

HELD = """
sword
..w
..w
..w
..w
..w
.ccc
..c

staff
yyy
yty
yyy
.c
.c
.c
.c
.c
.c
.c
.c

flagpole
crrr
cwww
crrr
c
c
c
c
c
c

heart
rr.rr
rwrrr
rrrrr
.rrr
..r

shield
qqqqq
qwwtq
qwttq
qttoq
.qoq
..q

cup
www..
wwwww
www.w
wwwww
www..

tulip
.r.r
.rrr
..r
..g
.gg
..g
..g

balloon
.tt
tttt
twtt
tttt
.tt
..c
.c
..c
..c
"""
