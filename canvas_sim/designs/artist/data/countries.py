"""Flags in one line each: a base, then what lies on it.

First a base: ``h`` or ``v`` with the stripes from top or left (a number after an ink: how wide), ``cross`` (a Nordic
one), ``diagonal``, ``quarters``, ``plain`` ... Then what lies on it: the verbs of `flags` and the shapes of `shapes`,
each with its inks and, after ``@``, where its center is and how high it is, in percent: of width, height, height.
"""

from __future__ import annotations

import functools

from canvas_sim.designs.artist.draw.inks import listed

_TABLE = """
FRANCE: v blue white red
ITALY: v green white red
IRELAND: v green white orange
BELGIUM: v black yellow red
ROMANIA: v blue yellow red
NAIJA: v green white green
IVORY COAST: v orange white green
MALI: v green yellow red
PERU: v red white red; shield green red yellow @50,50,42
MEXICO: v green white red; eagle brown @50,50,40
GOBI: v red blue red; star yellow @16,50,40
CANADA: v red white 2 red; leaf red @50,50,78
PORTUGAL: v green 2 red 3; disc yellow @40,50,52; shield red white blue @40,50,40
ALGERIA: v green white; crescent red @50,50,56
SENEGAL: v green yellow red; star green @50,50,34
CAMEROON: v green red yellow; star yellow @50,50,34
BARBADOS: v blue yellow blue; shield black yellow yellow @50,50,46
GERMANY: h black red yellow
NETHERLANDS: h red white blue
LUXEMBOURG: h red white cyan
RUSSIA: h white blue red
HUNGARY: h red white green
BULGARIA: h white green red
LITHUANIA: h yellow green red
ESTONIA: h blue black white
LATVIA: h maroon 2 white maroon 2
AUSTRIA: h red white red
POLAND: h white red
UKRAINE: h blue yellow
INDONESIA: h red white
ARMENIA: h red blue orange
COLOMBIA: h yellow 2 blue red
ECUADOR: h yellow 2 blue red; eagle brown @50,45,50
VENEZUELA: h yellow blue red; ring white @50,50,40
BOLIVIA: h red yellow green; shield cyan yellow red @50,50,34
ARGENTINA: h cyan white cyan; sun yellow @50,50,36
NICARAGUA: h blue white blue; triangle green @50,50,26
HONDURAS: h blue white blue; ring blue @50,50,26
INDIA: h orange white green; wheel blue @50,50,32
IRAN: h green white red; leaf red @50,50,34
IRAQ: h red white black; stars green 3 @50,50,26
EGYPT: h red white black; eagle yellow @50,50,34
SYRIA: h red white black; stars green 2 @50,50,28
SPAIN: h red yellow 2 red; shield red white orange @30,50,46
CATALUNYA: h yellow red yellow red yellow red yellow red yellow
THAILAND: h red white blue 2 white red
COSTA RICA: h blue white red 2 white blue
KENYA: h black 3 white red 3 white green 3; shield red white black @50,50,66
GAMBIA: h red 3 white blue 2 white green 3
BOTSWANA: h cyan 4 white black 2 white cyan 4
MAURITIUS: h red blue yellow green
SLOVENIA: h white blue red; shield blue white red @26,38,40
SLOVAKIA: h white blue red; shield red white blue @30,50,60
SERBIA: h red blue white; shield red white yellow @34,48,62
CROATIA: h red white blue; checker red white @50,50,56
GHANA: h red yellow green; star black @50,50,34
ETHIOPIA: h green yellow red; disc blue @50,50,58; star yellow @50,50,42
LEBANON: h red white 2 red; cedar green @50,50,46
CAMBODIA: h blue red 2 blue; castle white @50,50,44
LAOS: h red blue 2 red; disc white @50,50,38
EL SALVADOR: h blue white blue; triangle yellow @50,50,26
AZERBAIJAN: h cyan red green; crescent white @50,50,30
UZBEKISTAN: h cyan 4 red white 4 red green 4; crescent white @18,18,24
PARAGUAY: h red white blue; disc yellow @50,50,28; star green @50,50,18
TAJIKISTAN: h red 2 white 3 green 2; crown yellow @50,50,30
RWANDA: h cyan 2 yellow green; sun yellow @80,26,34
MALAWI: h black red green; sun red @50,17,30
MYANMAR: h yellow green red; star white @50,52,62
SINGAPORE: h red white; crescent white @24,26,38
WALES: h white green; dragon red @50,50,82
GREENLAND: h white red; disc red @38,50,60; half white @38,50,60
GREECE: h blue white blue white blue white blue white blue; canton blue @37,55; plus white @18,27,55
URUGUAY: h white blue white blue white blue white blue white; canton white @37,55; sun yellow @18,27,42
USA: h red white red white red white red white red white red white red; canton blue @42,54; stars white 20 @21,27,50
LIBERIA: h red white red white red white red white red; canton blue @36,46; star white @18,23,34
MALAYSIA: h red white red white red white red white red white red white; canton blue @50,55; crescent yellow @24,27,42
PUERTO RICO: h red white red white red; hoist blue; star white @15,50,34
CUBA: h blue white blue white blue; hoist red; star white @15,50,32
TEXAS: h white red; band blue @34; star white @17,50,44
CHILE: h white red; canton blue @34,50; star white @17,25,34
TOGO: h green yellow green yellow green; canton red @40,60; star white @20,30,40
CZECHIA: h white red; hoist blue
PHILIPPINES: h blue red; hoist white; sun yellow @15,50,36
JORDAN: h black white green; hoist red; star white @14,50,18
PALESTINE: h black white green; hoist red
SUDAN: h red white black; hoist green
BAHAMAS: h cyan yellow cyan; hoist black
SOUTH SUDAN: h black 3 white red 3 white green 3; hoist blue; star yellow @14,50,28
MOZAMBIQUE: h green 3 white black 3 white yellow 3; hoist red; star yellow @14,50,34
GUYANA: h green; wedge yellow; hoist red
SOUTH AFRICA: h red 5 white green 3 white blue 5; hoist green; hoist black @26
UNITED ARAB EMIRATES: h green white black; band red @25
OMAN: h white red green; band red @26
MADAGASCAR: h red green; band white @33
BENIN: h yellow red; band green @40
NIHON: h white; disc red @50,50,58
BANGLADESH: h green; disc red @45,50,62
PALAU: h cyan; disc yellow @44,50,60
TURKEY: h red; crescent white @40,50,60
TUNISIA: h red; disc white @50,50,56; crescent red @50,50,38
LAHORE: h green; band white @26; crescent white @62,50,56
MALDIVES: h red; panel green @50,50,50; crescent white @50,50,36
CHINA: h red; star yellow @17,28,42; stars yellow 4 @36,28,50
VIETNAM: h red; star yellow @50,50,62
SOMALIA: h cyan; star white @50,50,50
MOROCCO: h red; star green @50,50,56
ALBANIA: h red; eagle black @50,50,72
CRNA GORA: h red; eagle yellow @50,50,68
SWITZERLAND: h red; plus white @50,50,64
TONGA: h red; canton white @40,50; plus red @20,25,34
EUROPE: h blue; ring yellow @50,50,68
ISRAEL: h white 2 blue 2 white 7 blue 2 white 2; david blue @50,50,38
SOUTH KOREA: h white; taeguk red blue @50,50,52; bars black
BRAZIL: h green; rhomb yellow @50,50,86; disc blue @50,50,46; belt white @50,50,46
KAZAKHSTAN: h cyan; sun yellow @50,46,56
KYRGYZSTAN: h red; sun yellow @50,50,62
NORTH MACEDONIA: h red; rays yellow; disc yellow @50,50,40
TAIWAN: h red; canton blue @50,50; sun white @25,25,40
SAMOA: h red; canton blue @50,50; stars white 5 @25,25,40
AUSTRALIA: h blue; union blue @50,50; star white @25,76,26; stars white 5 @75,50,74
NEW ZEALAND: h blue; union blue @50,50; stars red 4 @75,50,70
FIJI: h cyan; union blue @50,50; shield white red yellow @74,50,46
BERMUDA: h red; union blue @50,50; shield white green red @74,50,46
ONTARIO: h red; union blue @50,50; shield green yellow red @74,50,56
TUVALU: h cyan; union blue @50,50; stars yellow 9 @75,50,74
HAWAII: h white red blue white red blue white red; union blue @50,50
UNITED KINGDOM: h blue; union blue @100,100
SWEDEN: cross blue yellow
NORWAY: cross red white blue
DENMARK: cross red white
FINLAND: cross white blue
ICELAND: cross blue white red
FAROE: cross white blue red
ALAND: cross blue yellow red
SHETLAND: cross blue white
ENGLAND: plain white; middle red
GEORGIA: plain white; middle red; plus red @23,23,26; plus red @77,23,26; plus red @23,77,26; plus red @77,77,26
QUEBEC: plain blue; middle white; lily white @23,23,32; lily white @77,23,32; lily white @23,77,32; lily white @77,77,32
DOMINICANA: quarters blue red red blue; middle white
PANAMA: quarters white red blue white; star blue @25,25,30; star red @75,75,30
MALTA: v white red; plus gray @16,22,28
SCOTLAND: plain blue; saltire white
JAMAICA: quarters green green green green; jamaica black; saltire yellow
TENERIFE: plain blue; saltire white
BURUNDI: quarters red green green red; saltire white; disc white @50,50,46; star red @50,50,26
CONGO: diagonal green yellow red
TANZANIA: diagonal green black blue
NAMIBIA: diagonal blue red green; sun yellow @20,26,34
TRINIDAD: diagonal red black red
BHUTAN: diagonal yellow orange orange; dragon white @50,50,64
BAVARIA: lozenges cyan white
MARYLAND: maryland black yellow red white
RAINBOW: h red orange yellow green blue purple
TRANS: h cyan pink white pink cyan
BI PRIDE: h pink 2 purple blue 2
ACE: h black gray white purple
PAN: h pink yellow cyan
ESPERANTO: h green; canton white @34,50; star green @17,25,34
"""


@functools.cache
def countries() -> dict[str, list[list[str]]]:
    """Each country's flag as steps; a step is the words of one part of its line."""
    lines = (line.split(": ") for line in _TABLE.strip().splitlines())
    return {name: [step.replace("@", "@ ").split() for step in rest.split(";")] for name, rest in lines}


# Fans draw their own country more often the larger its share of the site.
POPULAR = [
    *listed(
        "USA CANADA GERMANY FRANCE SWEDEN NETHERLANDS BELGIUM FINLAND NORWAY DENMARK IRELAND ITALY INDIA "
        "TURKEY ARGENTINA BRAZIL MEXICO PORTUGAL SPAIN POLAND ROMANIA AUSTRALIA NIHON EUROPE SWITZERLAND "
        "SCOTLAND GREECE ISRAEL CROATIA RAINBOW TRANS QUEBEC TEXAS CHILE PHILIPPINES ESTONIA AUSTRIA RUSSIA "
        "UKRAINE CZECHIA"
    ),
    "UNITED KINGDOM",
    "NEW ZEALAND",
    "SOUTH AFRICA",
    "SOUTH KOREA",
]
_PLACES = """
GERMANY: DEUTSCH BERLIN MUNICH HAMBURG KOLN
NETHERLANDS: NEDERLANDS UTRECHT
SWEDEN: SVENSKA MALMO
NORWAY: NORSK OSLO BERGEN
DENMARK: DANSK AARHUS
FINLAND: SUOMI HELSINKI TURKU
ESTONIA: EESTI TALLINN
LATVIA: LATVIJA RIGA
LITHUANIA: LIETUVA VILNIUS
POLAND: POLSKA WARSAW KRAKOW
CZECHIA: CESKO PRAGUE BRNO
SLOVAKIA: SLOVENSKO
HUNGARY: MAGYAR
CROATIA: HRVATSKA ZAGREB
SERBIA: SRBIJA BEOGRAD
GREECE: HELLAS ATHENS
TURKEY: TURKIYE ANKARA IZMIR
SPAIN: ESPANA MADRID
PORTUGAL: LISBON PORTO
BRAZIL: BRASIL RIO
ITALY: ITALIA ROMA MILANO NAPOLI TORINO
FRANCE: FRANCAIS PARIS LYON LILLE
WALES: CYMRU CARDIFF
IRELAND: EIRE DUBLIN CORK GALWAY
SCOTLAND: ALBA GLASGOW
ENGLAND: LEEDS OXFORD
UNITED KINGDOM: LONDON BELFAST
BELGIUM: GENT
SWITZERLAND: BERN ZURICH
AUSTRIA: VIENNA GRAZ
UKRAINE: KYIV
BULGARIA: SOFIA
ALBANIA: TIRANA
NIHON: TOKYO OSAKA KYOTO
SOUTH KOREA: SEOUL KPOP
TAIWAN: TAIPEI
INDIA: DELHI MUMBAI
PHILIPPINES: MANILA
THAILAND: BANGKOK
VIETNAM: HANOI
LEBANON: BEIRUT
EGYPT: CAIRO
TUNISIA: TUNIS
SENEGAL: DAKAR
GHANA: ACCRA
KENYA: NAIROBI
PERU: LIMA
CUBA: HAVANA
COLOMBIA: BOGOTA
ECUADOR: QUITO
AUSTRALIA: SYDNEY PERTH BRISBANE MELBOURNE
NEW ZEALAND: AUCKLAND
CANADA: TORONTO OTTAWA CALGARY EDMONTON VANCOUVER HALIFAX
QUEBEC: MONTREAL
TEXAS: HOUSTON DALLAS AUSTIN
USA: BOSTON CHICAGO SEATTLE DENVER ATLANTA DETROIT MIAMI PHOENIX PORTLAND OHIO UTAH MAINE IOWA OREGON NEVADA KANSAS
"""
HOMES = {place: line.split(": ")[0] for line in _PLACES.strip().splitlines() for place in listed(line.split(": ")[1])}
