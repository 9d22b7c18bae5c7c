"""Membership: joining and leaving communities, and founding them."""

from canvas_sim.base.jit import kernel, rule
from canvas_sim.base.rng import founded_key
from canvas_sim.base.vocabulary import UNTOLD
from canvas_sim.engine.relations import add_tie
from canvas_sim.world.tables import BOARD, CLUBS, NOBODY, SEARCHING


@rule
def belong(world, plan):
    """Joining, leaving, and which plan one has come to know and works on."""
    user = world.users[plan.user]
    if plan.community != user.club:
        if user.club >= 0:
            world.communities[user.club].members -= 1
        user.club = plan.community
        if plan.community >= 0:
            become_member(world, plan.user, plan.community)
    if plan.told != UNTOLD and plan.design != user.design and world.designs[plan.design].community == user.club:
        learn(world, plan.user, plan.design, (plan.due, plan.told, plan.source))
    if plan.read == 1:
        user.read = plan.due


@rule
def learn(world, me, number, news):
    """User `me` knows design `number` from now on; `news` is (when, how, from whom)."""
    clock = world.clock[0]
    row = world.learned[clock.learned]
    clock.learned += 1
    row.ts, row.way, row.source = news
    row.user = me
    row.design = number
    world.users[me].design = number


@rule
def become_member(world, me, community):
    """User `me` becomes a member, perhaps a leader; ties to others' members tie the communities."""
    user = world.users[me]
    group = world.communities[community]
    group.members += 1
    world.clubs[me, user.joined % CLUBS] = community
    user.joined = min(user.joined + 1, 255)
    if group.leader1 < 0 and group.leader0 != me:
        group.leader1 = me
    elif group.leader2 < 0 and group.leader0 != me and group.leader1 != me:
        group.leader2 = me
    if world.settings[0].society_between == 0:
        return
    for tie in range(world.ties.shape[1]):
        friend = world.ties[me, tie]
        if friend >= 0 and world.users[friend].club >= 0 and world.users[friend].club != community:
            add_tie(world, community, world.users[friend].club)
            add_tie(world, world.users[friend].club, community)


@kernel
def change_community(world, me, community):
    """User `me` leaves its community for another."""
    world.communities[world.users[me].club].members -= 1
    world.users[me].club = community
    become_member(world, me, community)


@rule
def found_community(world, plan):
    """A new community with one member; it looks for a site when communities meet."""
    clock = world.clock[0]
    number = clock.communities
    clock.communities += 1
    user = world.users[plan.user]
    group = world.communities[number]
    group.key = founded_key(user.key, user.turns)
    group.founder = plan.user
    group.founded = plan.due
    group.worked = plan.due
    group.ended = NOBODY
    group.design = NOBODY
    group.leader0 = plan.user
    group.leader1 = NOBODY
    group.leader2 = NOBODY
    group.circle = world.lives[plan.user].circle
    group.given = NOBODY
    group.call = NOBODY
    group.state = SEARCHING
    for slot in range(world.relations.shape[1]):
        world.relations[number, slot].other = NOBODY
    for rank in range(BOARD):
        world.boards[number, rank] = NOBODY
        world.inbox[number, rank] = NOBODY
    if user.club >= 0:
        world.communities[user.club].members -= 1
    user.club = number
    become_member(world, plan.user, number)
