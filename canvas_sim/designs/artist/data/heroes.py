"""Hand-drawn people, monsters and machines of games, laid out as the sprites of `menagerie`."""

HEROES = """
bat               muncher       golem           astronaut     grey         ninja             skater
#...............# ....aaaaa.... ...########.... ....#####.... ...######... ....######....... .....####....
##....#...#....## ..aaaaaaaaa.. ..#uUuuuuUu#... ...#wwwww#... ..#gggggg#.. ...#aaaaaa#.#.... ....#rrrr##..
#v#...##.##...#v# .aaaaa##aaaa. .#uuuuUuuuuu#.. ..#w#####w#.. .#gggggggg#. ..#aaaaaaaa###... ....#rrrrrr#.
#vv##.#vvv#.##vv# .aaaaa##aaa.. .#u#yy##yy#u#.. ..#w#nntt#w#. #gggggggggg# ..#assssssa#.#r.. ....#s#s#....
#vvvv##vvv##vvvv# aaaaaaaaa.... .#uu######uu#.. ..#w#nnnt#w#. #g##gggg##g# ..#as#ss#sa#rr... ....#ssss#...
#vvvvv#r#r#vvvvv# aaaaaaa...... ##uuUuuuuUuu##. ..#w#####w##. #g###gg###g# ..#aaaaaaaa#..... .....####....
#v##vvvvvvvvv##v# aaaaaa....... #uu##uuuu##uu## ...#wwwww#x#. #gg###g###g# ...#aaaaaa#....#. ...#bbbbb#.#.
#...##vwvwv##...# aaaaaaa...bb. #uU#uuUuuu#uuu# ..#wwrwwww#x# .#gg##g##g#. ..#aabbbbaa#..#w# .##bbbbbbb#s#
......#vvv#...... aaaaaaaaa.bb. #uu#uuuuUu#Uuu# .#ww#wwww#wx# ..#gggggg#.. .#aa#aaaa#a#.#w#. #ss#bbbb###..
.......#v#....... .aaaaaaaaaa.. #uuu#Uuuu#.#uu# .#w#wwSSww##. ...#g##g#... .#a#bbbbbb#s#w#.. .##.#nnnn#...
........#........ .aaaaaaaaaaa. .##.#uu#uu##uu# ..##wwSSww#.. ....#gg#.... ..##aaaaaa###.... ...#nn##nn#..
-                 ..aaaaaaaaa.. ...#uuu#uuu###. ...#www#ww#.. ...#GggG#... ...#aaa#aa#.#.... ..#nn#..#nn#.
-                 ....aaaaa.... ...#UuU#uUu#... ...#ww##ww#.. ..#G#gg#G#.. ...#aa#.#aa#..... .#ww#..#ww#..
-                 -             ...####.####... ..#www##www#. ..#G#gg#G#.. ..#aa#...#aa#.... aaaaaaaaaaaa.
-                 -             -               ..####..####. ..##.##.##.. ..###....####.... .#x#....#x#..

wisp           cowboy        elf           mason         mech            mushling        pirate
..........#... ....#####.... ....####..... ...yyyyy..... ...#######..... ....######..... ..##########...
...####..##... ...#uuuuu#... ...#gggg##... ..yyyyyyy.... ..#xxxxxxx#.##. ..##ccaacc##... .#####w######..
..#aaaa##a#... ...#UUUUU#... ..#gggggGG#.. .yyyyyyyyyy.. ..#x#####x##xx# .#cccaaaaccc#.. #####w#w######.
.#aaaaaaaa#... ##uuuuuuuuu## .#gyyyyggGG#. ..#s#ss#s#... ..#x#rr##x#xxx# #aaccaaaaccaa#. .############..
#aaawwaaaa#... .###########. .#yss#ss#.##. ..#sssuss#... ..#x#####x#xx#. #aaaccaaccaaa#. ..#sssssss#....
#aaw##waaaa#.. ..#ss#s#s#... sssws#s##s... ..#UUUUUU#... ###xxxxxxx###.. #aaccccccccaa#. ..#s#ss###.....
#aaw##waaaa#.. ..#sssssss#.. .#sssssss#... ...#ssss#.... #aaa#xxx#aaa#.. #cc########cc#. ..#ssssss#.....
#aaawwaaaaa#.. ...#s###s#... ..#sssss#.... .##bb##bb##.. #aaaaxxxaaaa#.. .##ss#ss#ss##.. ..#u#uuu#u#....
#a#aaaa#aaa#.. ..#rrrrrrr#.. ..#ggggg##... #bb#a##a#bb#x #xx#aaaaa#xx#.. ..#ss#ss#ss#... ...#uuuuu#..#..
#aa####aaaaa#. .#uu#rr#uu#.. .#ggGggg#S#.. #bb#aaaa#bbxx #xx#aayaa#xx#.. ..#ssssssss#... ..#rwrwrwr#.#w#
.#aaaaaaaaaa#. #uu#yrr#yuu#. #sg#uuuu#SS#. #ss#ayya#ssxc #xx#aaaaa#x##.. ...#ssssss#.... .#rrwrwrwr##w#.
.#aAaaaaaAaaa# #s##uyyuu##s# ##g#gygg#SS#. .##.aaaa#.#xc .##.#xxx#.#xx#. ..#bb#ww#bb#... .#s#wrwrwsss#..
..#A#aaaA#aa#. .#.#nnnn#.#x# ..#ggggg##S#. ...#aaaa#...c ...#xx#xx#.##.. .#s#bwwwwb#s#.. ..##nnnnn##....
...#.#aA#.##.. ...#nnnn#.#xx ..#ss#ss#.#.. ...#aa#aa#..c ..#aaa#aaa#.... ..##wwwwww##... ...#nn#nn#.....
......##...... ..#nn##nn#... ..#uu#uu#.... ...#aa#aa#... ..#aaa#aaa#.... ...#uu##uu#.... ...#nn#.u......
-              ..#uu##uu#... ..######..... ..##UU#UU##.. ..####.####.... ...####.###.... ..###w#.u......

princess     viking        wizard        zombie
...y.y.y.... w.........w.. ........##... ..######...
...yyyyy.... #w#.###.#w#.. .......#aa#.. .#uuuuuu#..
..#yyyyy#... .#w#xxx#w#... ......#aa#... .#GGuuuGG#.
.#ypsspyy#.. ..#xxxxx#.... .....#aya#... .#GwwGwwG#.
.#ys##s#y#.. ..#xxwxx#.... ....#aaaaa#.. .#Gw#Gw#G#.
.#yssssyy#.. .#yss#s#sy#.. ...#aayaaaa#. .#GGGGGGG#.
.#yyspsyyy#. .#yssssssy#.. .###########. ..#G#w#G#..
#yy#pp#yyy#. .#yyyyyyyy#.# ..#ss#s#s#..y ..#nnnnn###
#y#pwwp#yyy# ..#yyryyy#.#x ..#swwwww#.#c .#nnnnnnGGG
.##pwwp##yy# ..#uyyyyu##xx ...#wwwww#.#c .#nnrnnn###
..#pppp#.#y# .#uuuyyuuusxx ..#aawwwaa##c .#nnnnnnGGG
..#pppp#..#. .#s#uuuu###xx .#aaawwwaasss ..#nnnnn###
.#pppppp#... ..##uyyu#..#c .#aaaawaaa##c ..#vvvvv#..
.#ppppppp#.. ...#uu#u#...c ..#aaaaaa#..c ..#vv#vv#..
#ppppppppp#. ...#uu#uu#..c .#aaaaaaaa#.c ..#vv#vv#..
############ ..###..###..c .##########.c ..###.###..
"""
