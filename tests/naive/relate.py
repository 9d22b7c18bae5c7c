"""What communities feel, from docs/odd.md section 7.9."""


def heads(eye, a):
    return eye.community(a)["members"] + 5


def relation_to(eye, a, b):
    for relation in eye.relations(a) if a >= 0 and b >= 0 else ():
        if relation["other"] == b:
            return relation
    return None


def grievance(eye, a, b):
    relation = relation_to(eye, a, b)
    return relation["grievance"] / heads(eye, a) if relation else 0


def trust(eye, a, slot):
    relation, rules, b = eye.relations(a)[slot], eye.set, eye.relations(a)[slot]["other"]
    enemy = 0
    for other in eye.relations(a):
        c = other["other"]
        if c >= 0 and c != b:
            enemy = max(enemy, min(grievance(eye, a, c), grievance(eye, b, c)))
    return (
        rules["alliances_help"] * min(1, relation["gratitude"] / heads(eye, a))
        + rules["alliances_border"] * relation["border"]
        + rules["alliances_enemy"] * min(1, enemy)
        - rules["alliances_damage"] * min(4, relation["grievance"] / heads(eye, a))
    )


def tied(eye, a, slot):
    return eye.relations(a)[slot]["ties"] / heads(eye, a)


def bound_by_treaty(eye, me, other):
    user = eye.user(me)
    club, design = user["club"], user["design"]
    informed = design >= 0 and eye.design(design)["community"] == club
    return club != other and is_allied(eye, club, other) and informed


def is_allied(eye, a, b):
    relation = relation_to(eye, a, b)
    return bool(relation and relation["allied"])
