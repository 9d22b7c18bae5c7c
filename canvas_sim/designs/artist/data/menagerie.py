"""Hand-drawn sprites: animals and monsters, side by side; names above, ``-`` where a sprite has ended.

``#`` is outline, ``.`` clear, ``w`` white; ``a`` to ``c`` are inks that change from one to the next, capitals one step
darker; for other letters see `figures`. ``|`` after a name: the left half, mirrored; ``!``: mirrored with the last
column shared.
"""

ANIMALS = """
mouse!  turtle         bear|  panda|  bat!      pig!    cow!    fish           bird         snail        butterfly!
.###... ....####...... .##... .##.... #.....#.. #...... w...... ......###..... ....####.... .......#..#. ##...#.
#aaa#.. ..##aaaa##.... #ab#.. ####... ##...#a#. ##.###. #w..... ....##aaa##... ...#aaaa#... ..###..#..#. #a##..#
#aba### .#aabaabaa#.## #aba## ###wwww #a#.#aaaa #a#aaaa .#wwwaa #..#aaaaaaa#.. ..#aaw#aa##. .#aaa###.##. #aaa#.#
#aaaaaa .#abaabaab##cc .#aaaa .#wwwww #aa##a#aa #aaaaaa ##w##aa ##.#aabaaaaa#. ..#aaaaacc#. #abbba##aaa# #abaa##
.#a#aaa #aaabaabaaacc# #aaaaa #ww##ww #aaaaa#aa #a#aaaa #bw##aa #a#aabaaaw#aa# .##aaaaa##.. #abaaba#a#a# #aabaa#
.#aaaab #aabaabaaba#cc #aa#aa #w###ww #aaaaaaaa #aaabbb .#aaaww #aaaabaaaaaaa# #bbaaaaaa#.. #abbaba#aaa# .#aaaa#
..#aaa# #############. #aaabb #w##wwA #a#aaawaw #aabb#b .#a#www #a#aabaaaaab#. #bbbaaaaa#.. #aaaaba#cc#. ..####c
...#### .#cc#...#cc#.. #aabb# #wwwww# ##.#aaaaa .#abbbb ..#awww ##.#aabaaaaa#. .#bbbaawa#.. .#abba#ccc#. .#bbbbc
-       .####...####.. .#abbb .#wwwww #...##aaa ..#aaaa ..#bbbb #..#AAAAAAA#.. ..#bbaww#... #c#####ccc#. #baabb#
-       -              ..#### ..##### ......### ..#a### ..#b#bb ....##AAA##... ...##www#... #cccccccc#.. #bbb###
-       -              -      -       -         ..##... ...#### ......###..... ....#c#c#... .########... .###..#

ghost| duck         whale             snake        crab|   octopus| bee|    spider! alien|  slime!   blob!
....## .....###.... ............a.a.. ..####...... #.#.... ...####  ...#..# #...#.. ...#### .....### ....####
..##aa ....#aaa#... .............a... .#aaaa#..... #a#.... ..#aaaa  ....##. .#.#... ..#aaaa ....#aaa ..##aaaa
.#aaaa ...#aaa#a#.. ..###........a... #aw#aaa#.... #aa#..# .#aaaaa  ...#yyy ..##... .#aaaaa ...#awaa .#aaaaaa
#aaaaa ...#aaaaacc. .#aa#....#####... #aaaaaa#.... .##..#w .#abaaa  ..#yy#y #..#### #aaaaaa ..#awaaa .#aw#aaa
#aawwa ....#aaacccc #aaa#..##aaaaa##. rr##aab#.... ..#.#w# .#aaw#a  .###yyy .##aaaa #a##aaa .#aaaaaa #aa##aab
#aaw#a .#...#aaa#.. .#aaa##aaaaaaaaa# ...#aab#.... .#a##aa .#aa##a  #ww#### ..#a#aa #a###aa .#aa#aaa #aaaaabb
#aaaaa #a###aaaaa#. ..#aaaaaaaaaa#aa# ..#aab#.##.. .#aaaaa .#aaaaa  #ww#yyy ###aaaa #aa##aa #aaa#aaa #a#aaaaa
#aaaaa #aaaaAaaaa#. ..#aaaaaaaaaaaaa# .#aab#.#ab#. ..#aaa# ..#aaa#  #ww#### ..#abba .#aaaaa #aaaaaa# #aa##ccc
#aaaaa #aaaAAAaaa#. ...#aaaaawwwwwwb# #aab#.#aab#. .#aAaaa .#aaaaa  .##yyyy .##aaaa ..#aaaa #aaaaaaa #aaaa###
#aaaAA .#aaaAAAa#.. ....#AAwwwwwwww#. #aabb#aab#.. #a#AAAA #a#aaAa  ..##### #..#### ..#aaa# #AAaaaaa .#aaaaaa
#a#aA# ..#aaaaaa#.. .....##wwwwww##.. .#aabbab#... #.##### #a#a#a#  ...#yyy ..#.#.. ...#aaa .#AAAAAA .#AA#AAA
.#.##. ...######... .......######.... ..######.... .#.#... .#.#.#.  ....### .#...#. ....### ..###### ..##.###

chick!  dog             fox!     frog!    owl|   penguin! imp!     horse        skull|  cyclops! dino
....### ..........##... #....... ..###... ##.... ....##   ##...... .......#.#.. ...#### #....... .......######.
...#yyy .........#ab#.. ##...... .#ww#... #a#### ..####   #r#..... ......#a##.. ..#wwww ##..#### ......#aaaaaa#
..#yyyy #........#aaa#. #a#..... .#w##... #aaaaa .#####   .#rr#### .....bbaaa#. .#wwwww #c##aaaa ......#aw#aaa#
.#yy#yy #a......#aa#a## #ba#.... #aaaa### #awwwa ##ww##   ..#rrrrr ....bb#a#aa# .#wwwww .#aaaaaa ......#aaaaaa#
.#yy#yy .#a####aaaaaaa# #baa#### #aaaaaaa #aw#wa ##w#cc   .#ry#rrr ...bb#aaaaa# #wwwwww .#aaawww ......#aaa####
.#yryyo ..#aaaaaabaaww# #aaaaaaa #aaaaaaa #awwwc ##wwcc   .#ryyrrr ...b#aaa###. #ww##ww .#aaww## #.....#aaaaa#.
#yyyyoo ..#aaaaaabb###. #aa#aaaa #a#aaaaa #aaaac ##wwww   ..#rrrrr #.##aaaa#... #w####w .#aaww#w ##...#aaa###..
#yYyyyy ..#aaaaaab#.... .#a#aaaa #aa##### #Aabbb ###www   ..#rr#w# #b#aaaaa#... #w####w .#aaawww #a###aaaab#...
#yYYyyy ..#aaaaaaa#.... .#wwaaaa .#aabbbb #AAbab ###www   .##rrr## .#aaaaaa#... #ww##w# #aaaaaaa #aaaaaaaba##..
.#yYyyy ..#a##a##a#.... ..#wwwaa ..#abbbb #AAbbb ###www   #rr#rrrr .#aaaaaa#... .#wwww# #aa#w#w# .#aaaaaabba#..
..##yyy ..#a##a##a#.... ...#www# .#a#bbbb .#Aaba #.#www   #r##rrrr .#a#..#a#... ..##www #a#aa### ..#aaaaabb#...
...o#o# ..##.##.##..... ....##w# #aa#bbbb ..#aaa ..####   .#.#r##r .#a#..#a#... ..#w#w# .##aaaaa ...#aaaaa#....
-       -               ......## ######## ..c#c# .ccc#.   ...###.# .##...##.... ..#w#w# ..#aa#aa ....#aa#aa#...
-       -               -        -        -      -        -        -            ...#### ..####.# ....##.##.....

rabbit! dragon         cat!    robot|
.##...  ........##.... .##.... ...#...
#aa#..  .......#aa##.. #aa#... ...c#..
#ab#..  ......#aw#aa#. #aba### ...####
#ab#..  .#....#aaaaaa# #aaaaaa ..#aaaa
#ab#..  #b#...#aaa###. #aaaaaa ..#aaaa
#aa###  #bb#.#aaabb... #aw#aaa #.#awwa
#aaaaa  #bbb##aabb#... #a##aab #c#awca
#a#aaa  .#bb#aaabb#... #aaaaba #.#aaaa
#a#aab  ..##aaabbb##.. .#waaaa ..#aa##
.#aaa#  .#.#aaabbaaa#. ..##aaa ..#aaaa
..#aaa  #a##aaabb###.. .#aa### ...####
..#aww  #aaaaaabbb#... .#aaaaa .##bbbb
.#aaww  .#aaaaa#aa##.. .#aAaww #bb#bcb
.#aaaa  ..##aa##aaa#.. .#aAaww #bb#bbb
..####  ...####.####.. #aaAaaa #a##bbb
-       -              ####### .#.####
-       -              -       ...#a#.
-       -              -       ..#aaa#
-       -              -       ..#####
"""
